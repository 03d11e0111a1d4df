/** `inquiry`: the bank asks, no money has moved. `open`: the money is claimed back. The others are ends. */
export type DisputeStatus = 'inquiry' | 'open' | 'won' | 'lost' | 'closed'

/** A payment that the customer's bank claims back. */
export interface Dispute {
  /** The provider's, such as `du_…`. */
  readonly id: string
  readonly status: DisputeStatus
  /** The provider's word, such as `product_not_received`. */
  readonly reason: string
  /** Minor units of the order's currency. */
  readonly amount: number
  /** Until when evidence can be handed in; null when none is asked for. */
  readonly dueAt: Date | null
}
