import type { z } from '@hono/zod-openapi'
import type { Order, ShippingAddress } from '@quoin/core'
import type { recipientChange } from './fields.ts'

/**
 * The address that a change leads to. With a country it is a whole one, so that nothing of the old address is left in the new
 * one; without, what is given stands in the place of what was there. Whether a parcel can be sent there, core judges.
 */
export function recipientOf(
  { shippingAddress }: Pick<Order, 'shippingAddress'>,
  change: z.output<typeof recipientChange>,
): ShippingAddress {
  const {
    name = '',
    line1 = '',
    line2 = null,
    city = null,
    state = null,
    postalCode = null,
    country = '',
    phone = null,
  } = { ...(change.country === undefined && shippingAddress), ...change }
  return { name, line1, line2, city, state, postalCode, country, phone }
}
