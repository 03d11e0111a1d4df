import type { KeepEntry } from '../simulator/ledger-file.ts'

/** Money that moved. Entries are only ever added. */
export interface StripeLedger {
  readonly charges: readonly LedgerCharge[]
  readonly refunds: readonly LedgerRefund[]
  /** Refunds that failed: their money came back to the shop. */
  readonly failedRefunds: readonly LedgerRefund[]
  /** Money that disputes took, and gave back. */
  readonly disputes: readonly LedgerDispute[]
  /** What of it is left, by currency. */
  readonly totals: Readonly<Record<string, LedgerTotals>>
}

/** A captured charge. */
export interface LedgerCharge {
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly sessionId: string
  /** The session's `client_reference_id`. */
  readonly clientReferenceId: string | null
  /** Minor units. */
  readonly amount: number
  /** Lower case, as Stripe has it. */
  readonly currency: string
  readonly at: string
}

/** Money given back, by whoever asked for it. */
export interface LedgerRefund {
  readonly refundId: string
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly amount: number
  readonly currency: string
  readonly at: string
}

/** Money that a dispute moved. */
export interface LedgerDispute {
  readonly disputeId: string
  readonly chargeId: string
  readonly paymentIntentId: string
  /** Minor units: above zero what was taken from the shop, below zero what it got back. */
  readonly amount: number
  readonly currency: string
  readonly at: string
}

/** In minor units: `captured` is `refunded` and `disputed` and `kept` together. */
export interface LedgerTotals {
  readonly captured: number
  readonly refunded: number
  readonly disputed: number
  readonly kept: number
}

/** A call of the API. */
export interface LedgerRequest {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly endpoint: string
  readonly idempotencyKey: string | null
  /** Null when no answer was given. */
  readonly status: number | null
  /** Stripe's code of an error. */
  readonly code: string | null
  readonly fault: string | null
}

interface LedgerEntries {
  readonly charges: LedgerCharge[]
  readonly refunds: LedgerRefund[]
  readonly failedRefunds: LedgerRefund[]
  readonly disputes: LedgerDispute[]
}

/** Where money that moves is written down. */
export interface LedgerBook {
  record<Kind extends keyof LedgerEntries>(kind: Kind, entry: LedgerEntries[Kind][number]): void
  /** A copy, with its sums. */
  read(): StripeLedger
}

/** @param keep is told of each entry, with its kind, before anybody else is. */
export function createLedgerBook(keep: KeepEntry): LedgerBook {
  const entries: LedgerEntries = { charges: [], refunds: [], failedRefunds: [], disputes: [] }
  return {
    record(kind, entry) {
      keep({ kind, ...entry })
      const book: (typeof entry)[] = entries[kind]
      book.push(entry)
    },
    read() {
      const currencies = new Set(entries.charges.map(({ currency }) => currency))
      const totals = Object.fromEntries(Array.from(currencies, (currency) => [currency, totalsIn(entries, currency)]))
      return structuredClone({ ...entries, totals })
    },
  }
}

function totalsIn(entries: LedgerEntries, currency: string): LedgerTotals {
  const sum = (rows: readonly { readonly amount: number; readonly currency: string }[]) =>
    rows.reduce((total, row) => total + (row.currency === currency ? row.amount : 0), 0)
  const captured = sum(entries.charges)
  const refunded = sum(entries.refunds) - sum(entries.failedRefunds)
  const disputed = sum(entries.disputes)
  return { captured, refunded, disputed, kept: captured - refunded - disputed }
}
