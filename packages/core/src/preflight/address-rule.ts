import { addressRules } from './address-rules.ts'

/** The fields of an address that differ between countries. */
export type LocalField = 'city' | 'state' | 'postalCode'

const localFields: readonly LocalField[] = ['city', 'state', 'postalCode']

/**
 * How much a country needs a field: `required`, nothing arrives without it; `expected`, addresses there have it and
 * nobody says whether they need it; `optional`; `unused`, its addresses have none.
 */
export type FieldNeed = 'required' | 'expected' | 'optional' | 'unused'

/** What an address in a country consists of, besides a name and a street. */
export type AddressRule = Readonly<Record<LocalField, FieldNeed>> & {
  /** What postcodes look like, where one is required. */
  readonly postalCodePattern: RegExp | null
}

/**
 * What addresses in a country need.
 *
 * Source: the address metadata of Google's libaddressinput.
 *
 * @param country ISO 3166-1 alpha-2, upper case.
 * @returns null for a code that stands for no country.
 * @example
 * ```ts
 * import { addressRule } from '@quoin/core/preflight'
 *
 * addressRule('US')?.state // 'required'
 * addressRule('HK')?.postalCode // 'unused'
 * ```
 */
export function addressRule(country: string): AddressRule | null {
  const row = Object.hasOwn(addressRules, country) ? addressRules[country] : undefined
  if (!row) return null
  const needs = row.needs?.split(' ')
  const has = row.has?.split(' ') ?? []
  const needOf = (field: LocalField): FieldNeed => {
    if (needs?.includes(field)) return 'required'
    if (!has.includes(field)) return 'unused'
    // Where the data is silent it means street and city. Of Monaco and the Vatican that is not to be believed.
    return field === 'city' && needs === undefined ? 'expected' : 'optional'
  }
  return {
    city: needOf('city'),
    state: needOf('state'),
    postalCode: needOf('postalCode'),
    postalCodePattern: row.postalCode === undefined ? null : new RegExp(`^(?:${row.postalCode})$`, 'i'),
  }
}

/** The local fields of which a rule says this. */
export function fieldsThatAre(need: FieldNeed, rule: AddressRule): readonly LocalField[] {
  return localFields.filter((field) => rule[field] === need)
}
