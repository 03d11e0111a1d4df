import type { ShippingAddress } from '../order/order.ts'
import { addressRule, fieldsThatAre } from './address-rule.ts'
import type { PreflightIssue } from './preflight-issue.ts'

/**
 * Whether an address is complete for its country (F65). Codes: `country_unknown`, `address_field_missing`; as warnings
 * `address_field_expected`, `postal_code_unusual`.
 *
 * A missing field that the country requires is an error. An odd postcode is a warning only: rules age, and a wrong one
 * must not keep anybody from buying. Nothing is ever filled in.
 *
 * @example
 * ```ts
 * import { checkAddress } from '@quoin/core/preflight'
 *
 * const issues = checkAddress({
 *   name: 'A. Customer',
 *   line1: '1 Main Street',
 *   line2: null,
 *   city: 'Hollywood',
 *   state: null,
 *   postalCode: '90210',
 *   country: 'US',
 *   phone: null,
 * })
 * issues.map((issue) => issue.path) // ['shippingAddress.state']
 * ```
 */
export function checkAddress(address: ShippingAddress, path = 'shippingAddress'): readonly PreflightIssue[] {
  const { country } = address
  const rule = addressRule(country)
  if (!rule) {
    const message = 'This is not the code of a country (ISO 3166-1 alpha-2, upper case).'
    return [{ code: 'country_unknown', path: `${path}.country`, message }]
  }
  const isEmpty = (field: keyof ShippingAddress) => !address[field]?.trim()
  const required = (['name', 'line1', ...fieldsThatAre('required', rule)] as const).filter(isEmpty)
  const expected = fieldsThatAre('expected', rule).filter(isEmpty)
  const postalCode = address.postalCode?.trim()
  const isUnusual = postalCode && rule.postalCodePattern && !rule.postalCodePattern.test(postalCode)
  return [
    ...required.map((field): PreflightIssue => {
      const message = `An address in ${country} needs the field "${field}".`
      return { code: 'address_field_missing', path: `${path}.${field}`, message, details: { country } }
    }),
    ...expected.map((field): PreflightIssue => {
      const message = `An address in ${country} usually has the field "${field}".`
      return { code: 'address_field_expected', path: `${path}.${field}`, message, details: { country } }
    }),
    ...(isUnusual ? [unusualPostalCode(path, country)] : []),
  ]
}

function unusualPostalCode(path: string, country: string): PreflightIssue {
  const message = `The postcode is unlike those of ${country}.`
  return { code: 'postal_code_unusual', path: `${path}.postalCode`, message, details: { country } }
}
