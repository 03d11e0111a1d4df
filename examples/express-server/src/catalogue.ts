import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { money, type Product, type ShippingOffer } from '@quoin/core'

/** The picture that the shop sells, on paper, in a frame and on canvas. Served below `/art`. */
export const artFolder = new URL('../art/', import.meta.url)
const picture = 'sunrise.jpg'
const md5Hash = createHash('md5')
  .update(readFileSync(new URL(picture, artFolder)))
  .digest('hex')

/** What is for sale. Prodigi fetches the artwork from `publicUrl` when an order is sent to it. */
export function createCatalogue(publicUrl: string): readonly Product[] {
  const assets = [{ printArea: 'default', url: `${publicUrl}/art/${picture}`, md5Hash }]
  return [
    {
      id: 'fine-art-print-16x24',
      name: 'Sunrise, fine art print, 16 × 24 in',
      sku: 'GLOBAL-FAP-16X24',
      price: money(4900, 'USD'),
      assets,
    },
    {
      id: 'framed-print-16x20',
      name: 'Sunrise, framed in black, 16 × 20 in',
      sku: 'GLOBAL-CFPM-16X20',
      attributes: { color: 'black' },
      price: money(12900, 'USD'),
      assets,
    },
    {
      id: 'canvas-10x10',
      name: 'Sunrise, on canvas, 10 × 10 in',
      sku: 'GLOBAL-CAN-10X10',
      attributes: { wrap: 'ImageWrap' },
      price: money(5900, 'USD'),
      assets,
    },
  ]
}

/** The methods are Prodigi's names. */
export const shippingOptions: readonly ShippingOffer[] = [
  { method: 'Standard', displayName: 'Standard, about a week', price: money(1200, 'USD') },
  { method: 'Express', displayName: 'Express, two to four days', price: money(2900, 'USD') },
  { method: 'Budget', displayName: 'Budget, up to two weeks', price: money(700, 'USD') },
]
