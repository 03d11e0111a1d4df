import type { Money } from '../money/money.ts'

/** Some copies of a line of an order. */
export interface OrderLine {
  readonly itemId: string
  /** At least 1, at most what was bought. */
  readonly quantity: number
}

/** How much goes back. */
export type RefundScope =
  | { readonly kind: 'full' }
  | { readonly kind: 'amount'; readonly amount: Money }
  | { readonly kind: 'lines'; readonly lines: readonly OrderLine[]; readonly shipping: boolean }
  /** The lines that the print provider cancelled while others went on. */
  | { readonly kind: 'cancelled_lines' }

/** Money that goes back because somebody at the shop decided so, or because nothing is printed for it. */
export interface Refund {
  readonly id: string
  /** How much was asked for; a cancelled order asks for all that is left. Absent in refunds stored before it was kept. */
  readonly scope?: RefundScope
  readonly amount: Money
  /** What it is for; empty when it is for no line, or for all. */
  readonly lines: readonly OrderLine[]
  /** Whether what shipping cost is in it, beside its lines. */
  readonly shipping: boolean
  readonly reason: string
  /** What the customer is told; null: only the amount. */
  readonly note: string | null
  readonly requestedBy: string
  readonly requestedAt: Date
}
