import type { ShippingAddress } from '@quoin/core'
import { formatCountry } from '../locale/format.ts'

/** Where the postal code stands behind the city. */
const cityFirst = new Set(['US', 'CA', 'IE', 'AU', 'NZ', 'IN', 'ZA', 'HK', 'SG', 'TH', 'ID', 'TW', 'KR'])

/** An address as it is written on a parcel. */
export function addressLines(tag: string, address: ShippingAddress): string[] {
  const { name, line1, line2, city, state, postalCode, country } = address
  // In Britain the postal code has a line of its own.
  if (country === 'GB')
    return present([name, line1, line2, join([city, state], ', '), postalCode, formatCountry(tag, country)])
  const place = cityFirst.has(country)
    ? [join([city, state], ', '), postalCode]
    : [postalCode, join([city, state], ', ')]
  return present([name, line1, line2, join(place, ' '), formatCountry(tag, country)])
}

function join(parts: readonly (string | null)[], between: string): string {
  return present(parts).join(between)
}

function present(parts: readonly (string | null)[]): string[] {
  return parts.filter((part): part is string => part !== null && part !== '')
}
