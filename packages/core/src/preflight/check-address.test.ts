import { expect, it } from 'vitest'
import type { ShippingAddress } from '../order/order.ts'
import { checkAddress } from './check-address.ts'

const address: ShippingAddress = {
  name: 'Ada Canary',
  line1: '1 Canary Street',
  line2: null,
  city: 'Hollywood',
  state: 'CA',
  postalCode: '90210',
  country: 'US',
  phone: null,
}

it('given a complete address, then there is nothing to say', () => {
  expect(checkAddress(address)).toEqual([])
})

it.each(['us', 'UK', 'USA', '', 'ZZ', '__proto__', 'constructor'])(
  'given the country %j, then there is no such country',
  (country) => {
    expect(checkAddress({ ...address, country })).toMatchObject([
      { code: 'country_unknown', path: 'shippingAddress.country' },
    ])
  },
)

it('given a city is missing where nobody knows whether it is needed, then it is a warning', () => {
  expect(checkAddress({ ...address, country: 'EG', city: null })).toMatchObject([
    { code: 'address_field_expected', path: 'shippingAddress.city', details: { country: 'EG' } },
  ])
})

it.each([
  ['US', '90210-1234', '9021'],
  ['CA', 'K1A 0B1', 'K1A0B'],
  ['CA', 'k1a0b1', '90210'],
  ['GB', 'SW1A 1AA', '12345'],
  ['GB', 'ec1v9hq', 'QQ1 1QQ'],
  ['DE', '10115', '1011'],
  ['AU', '2000', '20000'],
  ['NL', '1012 AB', '1012'],
  ['JP', '154-0023', '15400'],
  ['BR', '01310-100', '0131-100'],
])('given %s, then %s looks like a postcode and %s does not, which is a warning', (country, usual, unusual) => {
  const codes = (postalCode: string) => checkAddress({ ...address, country, postalCode }).map(({ code }) => code)
  expect(codes(usual)).toEqual([])
  expect(codes(` ${usual} `)).toEqual([])
  expect(codes(unusual)).toEqual(['postal_code_unusual'])
})

it('given a postcode where there are none, or where none is needed, then nothing is said', () => {
  for (const country of ['HK', 'QA', 'IE', 'MC']) {
    expect(checkAddress({ ...address, country, postalCode: '00000' })).toEqual([])
  }
})

it('no finding repeats what the customer wrote', () => {
  const issues = checkAddress({ ...address, city: '', postalCode: 'Canary', line1: '' })
  expect(issues.map(({ code }) => code)).toEqual([
    'address_field_missing',
    'address_field_missing',
    'postal_code_unusual',
  ])
  expect(JSON.stringify(issues)).not.toContain('Canary')
})
