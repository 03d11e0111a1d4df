/**
 * `inquiry`: the bank asks, no money has moved. `open`: the money is claimed back. The others are ends: `won` and `lost` of
 * a claim, `closed` of an inquiry.
 */
export type DisputeStatus = 'inquiry' | 'open' | 'won' | 'lost' | 'closed'

/** A payment that the customer's bank claims back. */
export interface Dispute {
  /** The provider's, such as `du_…`; {@link unknownDisputeId} where it only says that there is one. */
  readonly id: string
  readonly status: DisputeStatus
  /** The provider's word, such as `product_not_received`. */
  readonly reason: string
  /** Minor units of the order's currency; 0 when the provider does not say it in that currency. */
  readonly amount: number
  /** Until when evidence can be handed in; null when none is asked for. */
  readonly dueAt: Date | null
}

/** Whether the customer's bank has the money, or is about to take it: then nothing can be given back. */
export function claimsMoney({ status }: Pick<Dispute, 'status'>): boolean {
  return status === 'open' || status === 'lost'
}

/** The id of a dispute that nobody shows. */
export const unknownDisputeId = 'unknown'
