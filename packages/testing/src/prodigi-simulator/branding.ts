import type { Money } from '@quoin/core'
import type { CatalogueProduct } from './catalogue-product.ts'
import { fromUsCents } from './prices.ts'

/** What is put into parcels or stuck on them, by its price in US cents. Those of the slips and the flyer are guesses. */
const usCents = {
  postcard: 250,
  flyer: 300,
  packing_slip_bw: 50,
  packing_slip_color: 100,
  sticker_exterior_round: 125,
  sticker_exterior_rectangle: 125,
  sticker_interior_round: 125,
  sticker_interior_rectangle: 125,
} as const

type BrandingPart = keyof typeof usCents
export const brandingParts = Object.freeze(Object.keys(usCents).filter(isPart))

/** An order's inserts and stickers, each by its own artwork. */
export type Branding = { readonly [part in BrandingPart]?: { readonly url: string } }

function isPart(name: string): name is BrandingPart {
  return Object.hasOwn(usCents, name)
}

/**
 * What an order's branding costs: each part once, however many parcels it goes into. The labs for art can add it; the
 * others leave it out without a word, and without a charge.
 */
export function brandingPrices(
  branding: Branding | undefined,
  products: readonly CatalogueProduct[],
  currency: string,
): readonly Money[] {
  if (!branding || !products.some(({ line }) => line === 'art')) return []
  return brandingParts.filter((part) => branding[part]).map((part) => fromUsCents(usCents[part], currency))
}
