import { z } from '@hono/zod-openapi'
import type { ShippingAddress } from '@quoin/core'
import type { Viewer } from './viewer.ts'

export const ShippingAddressView = z.strictObject({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string(),
  phone: z.string().nullable(),
})

/** What is left out for somebody who only holds a link. */
const redacted = '…'

export function viewAddress(address: ShippingAddress, viewer: Viewer): z.infer<typeof ShippingAddressView> {
  const { name, line1, line2, city, state, postalCode, country, phone } = address
  if (viewer !== 'guest') return { name, line1, line2, city, state, postalCode, country, phone }
  return { name: initials(name), line1: redacted, line2: null, city, state, postalCode: null, country, phone: null }
}

/** `Ada Lovelace` is `A. L.` */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => `${[...part].slice(0, 1).join('')}.`)
    .join(' ')
}
