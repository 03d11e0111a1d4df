/** What forbids to sell or to print. */
export const preflightErrorCodes = [
  'sku_unknown',
  'quantity_invalid',
  'attribute_missing',
  'attribute_unknown',
  'attribute_not_allowed',
  'variant_unknown',
  'print_area_missing',
  'print_area_unknown',
  'print_area_repeated',
  'destination_not_served',
  'quote_unavailable',
  'quote_refused',
  'shipping_method_unavailable',
  'country_unknown',
  'address_field_missing',
  'asset_url_invalid',
  'asset_url_not_public',
  'asset_unreachable',
  'asset_redirects',
  'asset_type_unsupported',
  'asset_hash_malformed',
  'asset_resolution_too_low',
] as const

/** What a person should know, and what forbids nothing. */
export const preflightWarningCodes = [
  'address_field_expected',
  'postal_code_unusual',
  'asset_resolution_low',
  'asset_not_pinned',
  'not_checked',
] as const

/** A finding that forbids the sale, or holds the print. */
export type PreflightErrorCode = (typeof preflightErrorCodes)[number]

/** A finding that somebody may want to know, and that forbids nothing. */
export type PreflightWarningCode = (typeof preflightWarningCodes)[number]

/** Whatever preflight can find. */
export type PreflightCode = PreflightErrorCode | PreflightWarningCode

/** One thing that preflight found. Whether it forbids anything follows from its code. */
export interface PreflightIssue<Code extends PreflightCode = PreflightCode> {
  readonly code: Code
  /** The field, such as `items[0].attributes.color` or `shippingAddress.postalCode`. */
  readonly path: string
  /** For people. Holds no name, no street and no link to artwork. */
  readonly message: string
  /** The numbers and names behind it. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>
}
