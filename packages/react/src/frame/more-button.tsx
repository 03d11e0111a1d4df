import type { ReactNode } from 'react'

interface MoreButtonProps {
  readonly label: string
  /** A list that is read page by page. */
  readonly pages: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => unknown
  }
}

/** Asks for the next page of a list, as long as there is one. */
export function MoreButton({ label, pages }: MoreButtonProps): ReactNode {
  if (!pages.hasNextPage) return null
  return (
    <button
      type="button"
      className="quoin-button quoin-wide"
      disabled={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {label}
    </button>
  )
}
