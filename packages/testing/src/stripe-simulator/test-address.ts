/** Where a simulated customer wants the parcel, in Stripe's words. */
export interface SimulatedAddress {
  readonly name: string
  readonly line1: string
  readonly line2?: string | null | undefined
  readonly city?: string | null | undefined
  readonly state?: string | null | undefined
  readonly postal_code?: string | null | undefined
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

/** Invented people in real towns. */
export const testAddresses: readonly SimulatedAddress[] = [
  { name: 'Ada Test', line1: '1 Main Street', city: 'Hollywood', state: 'CA', postal_code: '90210', country: 'US' },
  { name: 'Ada Test', line1: '14 Test Road', city: 'London', postal_code: 'N1 7AA', country: 'GB' },
  { name: 'Ada Test', line1: 'Teststraße 5', city: 'Berlin', postal_code: '10115', country: 'DE' },
]

/** One of them in an allowed country, or the first one moved to such a country. */
export function testAddressFor(allowedCountries: readonly string[]): SimulatedAddress {
  const fitting = testAddresses.find((address) => allowedCountries.includes(address.country))
  const [first] = allowedCountries
  return (
    fitting ?? {
      name: 'Ada Test',
      line1: '1 Main Street',
      city: 'Testville',
      postal_code: '10000',
      country: first ?? 'US',
    }
  )
}
