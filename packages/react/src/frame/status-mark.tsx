import type { ReactNode } from 'react'

/** How something is: to be told by its words, and only underlined by its colour. */
export type Tone = 'calm' | 'active' | 'good' | 'warn' | 'bad'

/** A status in a word or two. */
export function StatusMark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span className="quoin-mark" data-tone={tone}>
      {children}
    </span>
  )
}
