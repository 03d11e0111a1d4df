import type { ReactNode } from 'react'

interface DialogButtonsProps {
  readonly keep: string
  readonly confirm: string
  /** Whether it can not be taken back. */
  readonly isDanger?: boolean
  readonly isPending: boolean
  readonly onClose: () => void
}

/** The two ways out of a dialog: as it was, or as the form says. */
export function DialogButtons({ keep, confirm, isDanger = false, isPending, onClose }: DialogButtonsProps): ReactNode {
  return (
    <div className="quoin-buttons">
      <button type="button" className="quoin-button" onClick={onClose}>
        {keep}
      </button>
      <button type="submit" className="quoin-button" data-kind={isDanger ? 'danger-main' : 'main'} disabled={isPending}>
        {confirm}
      </button>
    </div>
  )
}
