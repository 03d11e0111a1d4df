import type { SimulatedAddress } from './test-address.ts'

/** How a customer pays. */
export interface PayOptions {
  /** `delayed`: the session completes unpaid, and {@link settleDelayed} decides. @default 'card' */
  readonly method?: 'card' | 'delayed' | undefined
  /** The number of one of Stripe's test cards: it decides how the payment goes. @default '4242424242424242' */
  readonly card?: string | undefined
  /** Of a delayed payment: one of Stripe's two test IBANs, by which the payment settles or fails by itself later. */
  readonly iban?: string | undefined
  /** Which of the session's shipping options. @default 0 */
  readonly shippingIndex?: number | undefined
  /** Where to ship; null: none is given. @default an address in the first of {@link testAddresses}' countries that the session allows */
  readonly address?: SimulatedAddress | null | undefined
  /** @default the session's `customer_email`, or `ada@example.com` */
  readonly email?: string | undefined
  /** @default '+15550100' */
  readonly phone?: string | undefined
  /** What the customer types into the field for a promotion code, where the session has one. */
  readonly promotionCode?: string | undefined
  /** Exclusive tax in minor units, where the session has automatic tax. @default by the option `taxPercent` */
  readonly tax?: number | undefined
  /** The local amount that the customer saw, where the session has adaptive pricing. */
  readonly presentment?: { readonly amount: number; readonly currency: string } | undefined
  /** Tampers: takes this many minor units in place of what the session asks for. */
  readonly amountTotal?: number | undefined
  /** Tampers: takes the money in this currency. */
  readonly currency?: string | undefined
}
