import type { ShippingAddress } from '../order/order.ts'
import { checkAddress } from '../preflight/check-address.ts'
import { toReport } from '../preflight/preflight-report.ts'
import { type InputIssue, QuoinError } from '../quoin-error.ts'

/**
 * A recipient that somebody gave by hand, tidied: blanks around a field go, and what is empty is null. Nothing is filled in.
 *
 * @throws {@link QuoinError} `invalid_address` naming each field at fault: one that the country requires and that is missing,
 * or a country that the shop does not ship to. An unusual postcode is let through, as it is before a print is sent.
 */
export function checkRecipient(recipient: ShippingAddress, allowedCountries: readonly string[]): ShippingAddress {
  const tidied = tidy(recipient)
  const issues = issuesOf(tidied, allowedCountries)
  if (issues.length === 0) return tidied
  const fields = [...new Set(issues.map(({ path }) => path))].join(', ')
  throw new QuoinError('invalid_address', `The address is not valid: ${fields}.`, { issues })
}

function issuesOf(address: ShippingAddress, allowedCountries: readonly string[]): readonly InputIssue[] {
  const { errors } = toReport(checkAddress(address, 'recipient'), [])
  const isCountry = !errors.some(({ code }) => code === 'country_unknown')
  if (isCountry && !allowedCountries.includes(address.country)) {
    return [{ path: 'recipient.country', code: 'country_not_served', message: 'The shop does not ship there.' }]
  }
  return errors.map(({ path, code, message }) => ({ path, code, message }))
}

function tidy({ name, line1, line2, city, state, postalCode, country, phone }: ShippingAddress): ShippingAddress {
  return {
    name: name.trim(),
    line1: line1.trim(),
    line2: textOrNull(line2),
    city: textOrNull(city),
    state: textOrNull(state),
    postalCode: textOrNull(postalCode),
    country: country.trim(),
    phone: textOrNull(phone),
  }
}

function textOrNull(value: string | null): string | null {
  return value?.trim() || null
}
