import type { ShippingAddress } from '@quoin/core'
import { expect, it } from 'vitest'
import { addressLines } from './address-lines.ts'

const somewhere: ShippingAddress = {
  name: 'Ada',
  line1: '1 High Street',
  line2: null,
  city: 'Town',
  state: null,
  postalCode: '12345',
  country: 'DE',
  phone: '+49 30 1234',
}

it.each<[Partial<ShippingAddress>, string[]]>([
  [{ city: 'Berlin', postalCode: '10115' }, ['Ada', '1 High Street', '10115 Berlin', 'Germany']],
  [{ country: 'US', city: 'Reno', state: 'NV' }, ['Ada', '1 High Street', 'Reno, NV 12345', 'United States']],
  [{ country: 'GB', postalCode: 'SW1Y' }, ['Ada', '1 High Street', 'Town', 'SW1Y', 'United Kingdom']],
  [{ country: 'HK', city: null, postalCode: null }, ['Ada', '1 High Street', 'Hong Kong SAR China']],
  [{ line2: 'Flat 3', country: 'ZZ' }, ['Ada', '1 High Street', 'Flat 3', '12345 Town', 'Unknown Region']],
])('given %j, then a parcel is addressed so, without the phone', (part, lines) => {
  expect(addressLines('en', { ...somewhere, ...part })).toEqual(lines)
})
