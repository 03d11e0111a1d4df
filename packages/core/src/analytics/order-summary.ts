/** By what orders are put together: the day in UTC on which they were paid, what was bought, or where it goes. */
export const summaryGroupings = ['day', 'sku', 'country'] as const

/** By what orders are put together in a summary. */
export type SummaryGrouping = (typeof summaryGroupings)[number]

/** Of which orders, and how, a summary is made. */
export interface SummaryQuery {
  /** Paid at or after. */
  readonly from: Date
  /** Paid before. */
  readonly before: Date
  readonly groupBy: SummaryGrouping
  /** At most so many groups. */
  readonly limit: number
}

/** Money of one currency, in its minor units. */
export interface CurrencyFigures {
  readonly currency: string
  /** How many orders were paid in it. */
  readonly orders: number
  readonly captured: number
  readonly refunded: number
  /** Captured, less what went back. */
  readonly revenue: number
  /** Of how many of the orders the print provider's bill is known, and in the same currency. Cost and margin are of these. */
  readonly billed: number
  readonly cost: number
  /** Revenue less cost, of the billed orders. */
  readonly margin: number
}

/** How long a stage took: half of the orders at most `p50Ms`, 95 of 100 at most `p95Ms`; null when none has come so far. */
export interface StageTimes {
  /** How many orders have come so far. */
  readonly orders: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
}

/** What is counted of some orders. */
export interface SummaryFigures {
  /** Those that were paid, whatever became of them. */
  readonly orders: number
  /** How many copies were bought. */
  readonly copies: number
  /** How many of the orders ever asked for a person. */
  readonly withAttention: number
  /** One entry for each currency, by its code. */
  readonly money: readonly CurrencyFigures[]
  readonly stages: {
    /** From the payment until the first print was with its provider. */
    readonly submitted: StageTimes
    /** From there until the first parcel left. */
    readonly shipped: StageTimes
    /** From there until the first parcel arrived. */
    readonly delivered: StageTimes
  }
}

/** The figures of the orders of a day, a SKU or a country. */
export interface SummaryGroup extends SummaryFigures {
  /** `2026-11-22`, a SKU, or a country's code; null for orders without an address. */
  readonly key: string | null
}

/** Figures of the orders that were paid in a span of time. */
export interface OrderSummary {
  readonly total: SummaryFigures
  /** Days oldest first; others with the most orders first. Groups without an order are left out. */
  readonly groups: readonly SummaryGroup[]
  /** How many groups there are, with those that are beyond the limit. */
  readonly groupsTotal: number
}
