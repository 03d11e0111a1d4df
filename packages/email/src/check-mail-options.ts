import { type InputIssue, QuoinError } from '@quoin/core'
import { isEmailAddress } from './email-address.ts'
import type { EmailBrand } from './email-brand.ts'
import { webUrl } from './web-url.ts'

interface MailOptions {
  readonly from: string
  /** Left out: customers. */
  readonly to?: readonly string[]
  readonly brand: EmailBrand
  readonly channel: string
}

/**
 * What mails of customers and of the shop's people are made with.
 *
 * @throws {@link QuoinError} `invalid_options` naming every option at fault.
 */
export function checkMailOptions(caller: string, { from, to, brand, channel }: MailOptions): void {
  const issues: InputIssue[] = []
  const demand = (holds: boolean, path: string, message: string): void => {
    if (!holds) issues.push({ path, code: 'invalid', message })
  }
  demand(isEmailAddress(from), 'from', 'A plain address such as orders@shop.example.')
  if (to) demand(Array.isArray(to) && to.length > 0 && to.every(isEmailAddress), 'to', 'Plain addresses, at least one.')
  demand(/^[a-z0-9_-]{1,40}$/.test(channel), 'channel', 'Up to 40 of a-z, 0-9, _ and -.')
  demand(typeof brand.name === 'string' && brand.name.trim() !== '', 'brand.name', 'The name of the shop.')
  demand(webUrl(brand.url) !== null, 'brand.url', 'An absolute http or https URL.')
  demand(brand.replyTo === undefined || isEmailAddress(brand.replyTo), 'brand.replyTo', 'A plain address.')
  if (brand.logo) {
    const { url, width, height } = brand.logo
    demand(webUrl(url) !== null, 'brand.logo.url', 'An absolute http or https URL.')
    demand(isWhole(width) && width <= 520, 'brand.logo.width', 'Pixels, from 1 to 520.')
    demand(isWhole(height) && height <= 520, 'brand.logo.height', 'Pixels, from 1 to 520.')
  }
  for (const group of ['colors', 'darkColors'] as const) {
    for (const [name, color] of Object.entries(brand[group] ?? {})) {
      demand(/^#[0-9a-f]{6}$/i.test(color), `brand.${group}.${name}`, 'A colour such as #1f4d3d.')
    }
  }
  if (issues.length === 0) return
  const text = issues.map(({ path, message }) => `${path}: ${message}`).join(' ')
  throw new QuoinError('invalid_options', `${caller} can not work with these options. ${text}`, { issues })
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1
}
