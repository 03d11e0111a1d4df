import type { ReactNode } from 'react'

/** The outermost element of every part: where its styles and its theme begin. */
export function Frame({
  className,
  children,
}: {
  readonly className?: string | undefined
  readonly children: ReactNode
}): ReactNode {
  return <div className={className ? `quoin ${className}` : 'quoin'}>{children}</div>
}
