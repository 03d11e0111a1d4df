import type { ShippingAddress } from '@quoin/core'

/** Where nothing goes at first. */
export const anotherAddress: ShippingAddress = {
  name: 'Grace Hopper',
  line1: '2 Harbour Road',
  line2: null,
  city: 'Boston',
  state: 'MA',
  postalCode: '02110',
  country: 'US',
  phone: null,
}
