import type { ReactNode } from 'react'
import type { Tone } from './status-mark.tsx'

interface TrackProps {
  readonly states: readonly ('done' | 'current' | 'ahead')[]
  readonly tone: Tone
}

/** How far something is, for the eye only: the words beside it say the same. */
export function Track({ states, tone }: TrackProps): ReactNode {
  return (
    <span className="quoin-track" data-tone={tone} aria-hidden="true">
      {states.map((state, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place.
        <span key={step} data-state={state} />
      ))}
    </span>
  )
}
