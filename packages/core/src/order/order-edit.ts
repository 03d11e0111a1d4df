import type { ShippingAddress } from './order.ts'

/** A change that was asked for and has not come to its end: what is at a provider changes only with its consent. */
export interface OrderEdit {
  /** Where it is to go instead. */
  readonly recipient?: ShippingAddress
  /** How it is to be shipped instead; one of the ways that were offered. */
  readonly shippingMethod?: string
  /** The host's own, opaque ids only; replaces what was there. */
  readonly metadata?: Readonly<Record<string, string>>
  readonly requestedBy: string
  readonly requestedAt: Date
}

/** The parts of an order that can be edited. */
export type OrderChange = Pick<OrderEdit, 'recipient' | 'shippingMethod' | 'metadata'>
