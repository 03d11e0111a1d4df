import type { KeepEntry } from '../simulator/ledger-file.ts'

/** An order that was made. */
export interface LedgerOrder {
  readonly id: string
  readonly idempotencyKey: string | null
  readonly merchantReference: string | null
  /** The request's body, as it was sent. */
  readonly body: unknown
  readonly at: string
}

/** A call that arrived. */
export interface LedgerRequest {
  readonly at: string
  readonly method: string
  readonly path: string
  /** Null when there is no such endpoint. */
  readonly endpoint: string | null
  /** Null when no answer was given. */
  readonly status: number | null
  readonly outcome: string | null
  readonly fault: string | null
}

/** What happened. Nothing is ever taken out of it. */
export interface Ledger {
  /** The truth about what is printed: one entry for each order that was made. */
  readonly orders: readonly LedgerOrder[]
  readonly requests: readonly LedgerRequest[]
}

/** @param keep is told of each order before anybody else is. */
export function createLedger(keep: KeepEntry) {
  const orders: LedgerOrder[] = []
  const requests: LedgerRequest[] = []
  return {
    recordOrder(order: LedgerOrder): void {
      keep(order)
      orders.push(structuredClone(order))
    },
    recordRequest: (request: LedgerRequest): void => void requests.push(request),
    /** A copy: a test that changes it changes nothing. */
    read: (): Ledger => structuredClone({ orders, requests }),
  }
}

export type LedgerWriter = ReturnType<typeof createLedger>
