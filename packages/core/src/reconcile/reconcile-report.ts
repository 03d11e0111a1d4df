/** What a reconciliation can find. The words for people are in docs/reconciliation.md. */
export const findingKinds = [
  'event_not_received',
  'paid_without_order',
  'paid_not_recorded',
  'refund_not_recorded',
  'payment_outdated',
  'paid_not_submitted',
  'refund_not_sent',
  'work_lost',
  'print_not_recorded',
  'print_outdated',
  'unexpected_print',
  'unpaid_print',
  'not_told',
] as const

/** In which way something did not fit. The spellings are part of the API. */
export type FindingKind = (typeof findingKinds)[number]

/** Something that did not fit. */
export interface Finding {
  readonly kind: FindingKind
  /** Null where no order is known. */
  readonly orderId: string | null
  /** What it is about: the provider's id of an event, a checkout or an order, a fulfillment's id, a job's or a notification's key. */
  readonly reference: string
  /** A command put it right, or a job that is on its way does. If not, a person was asked: by attention, or by an alert where there is no order. */
  readonly healed: boolean
}

/** What a reconciliation compares, in its order. */
export const comparisonNames = ['events', 'checkouts', 'provider_orders', 'orders', 'parcels', 'notifications'] as const

/** One comparison of a reconciliation. */
export type ComparisonName = (typeof comparisonNames)[number]

/** Something that could not be compared, for a later run. */
export interface ReconcileFailure {
  readonly comparison: ComparisonName
  /** Null when it was not about one order. */
  readonly orderId: string | null
  /** The code of the error, such as `payment_provider_failed`. */
  readonly code: string
}

/** How much was looked at. */
export interface ReconcileCounts {
  /** Events that the payment provider listed. */
  readonly eventsChecked: number
  /** Completed checkouts that the payment provider listed. */
  readonly checkoutsChecked: number
  /** Orders whose payment was read. */
  readonly paymentsChecked: number
  /** Prints that were read one by one. */
  readonly fulfillmentsChecked: number
  /** Orders that the print provider listed. */
  readonly providerOrdersChecked: number
  /** Those of them that another system made. */
  readonly foreignProviderOrders: number
  /** Those of them that another shop with Quoin made: no order here has them, and their callbacks go elsewhere. */
  readonly otherShopsProviderOrders: number
  /** Orders whose notifications were compared with their history. */
  readonly historiesChecked: number
}

/** What a reconciliation saw and did. */
export interface ReconcileReport extends ReconcileCounts {
  /** Orders that changed by it. */
  readonly changed: number
  /** The first hundred. */
  readonly findings: readonly Finding[]
  readonly findingsTotal: number
  /** The first hundred. */
  readonly failures: readonly ReconcileFailure[]
  readonly failuresTotal: number
}
