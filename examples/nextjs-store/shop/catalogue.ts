import type { Product, ShippingOffer } from '@quoin/core'
import { formatDecimal, type Money, money } from '@quoin/core/money'

/** A picture that is sold as prints. */
export interface Artwork {
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly year: number
  readonly about: string
  /** What is to be seen, for those who don't. */
  readonly alt: string
  /** Pixels of the print file. */
  readonly pixels: { readonly width: number; readonly height: number }
}

const full = { width: 4320, height: 6000 }

export const artworks: readonly Artwork[] = [
  {
    id: 'low-tide',
    title: 'Low Tide',
    artist: 'Mara Lindqvist',
    year: 2024,
    about: 'Nine bands of water, drawn from one horizon. The sea leaves slowly, and takes the colour with it.',
    alt: 'Wave-shaped bands from pale sand to deep blue below a small white sun',
    pixels: full,
  },
  {
    id: 'noon',
    title: 'Noon, Facing South',
    artist: 'Tomás Ibarra',
    year: 2023,
    about: 'Heat as geometry: a sun, its echo, and the hill that holds both.',
    alt: 'Concentric arches in terracotta and ochre around a red sun',
    pixels: full,
  },
  {
    id: 'interval',
    title: 'Interval',
    artist: 'Ines Halloran',
    year: 2025,
    about: 'Quarter circles on a grid of five by seven, turned by a rule that never quite repeats.',
    alt: 'A grid of quarter circles in black, red, blue and cream',
    pixels: full,
  },
  {
    id: 'night-swim',
    title: 'Night Swim',
    artist: 'Mara Lindqvist',
    year: 2025,
    about: 'A moon and what the lake makes of it.',
    alt: 'A pale moon over dark water, mirrored in broken bars of light',
    pixels: full,
  },
  {
    id: 'cut-outs',
    title: 'Cut-outs, Morning',
    artist: 'Odile Bernard',
    year: 2022,
    about: 'Leaves cut without a pencil and left where they fell.',
    alt: 'Leaf shapes in green, pink and orange on cream',
    pixels: full,
  },
  {
    id: 'contour',
    title: 'Contour',
    artist: 'Jun Aoyagi',
    year: 2024,
    about: 'Forty walks around one mountain, each a little higher than the last.',
    alt: 'Fine nested lines, like heights on a map, on warm grey',
    pixels: full,
  },
  {
    id: 'weft',
    title: 'Weft',
    artist: 'Ines Halloran',
    year: 2023,
    about: 'A weave without thread. Scanned from a gouache sheet, so it is at its best up to 20 × 28 inches.',
    alt: 'Crossing stripes in plum, rose and mustard, woven over and under',
    pixels: { width: 2880, height: 4000 },
  },
  {
    id: 'first-light',
    title: 'First Light (study)',
    artist: 'Tomás Ibarra',
    year: 2019,
    about: 'A small study, kept small: there is no more in the original than fits a page.',
    alt: 'Soft horizontal fields of peach and violet, a dark shore below',
    pixels: { width: 1800, height: 2500 },
  },
]

export const sizes = [
  { id: '12x16', name: '12 × 16 in', metric: '30 × 40 cm', print: 4900, framed: 12900 },
  { id: '20x28', name: '20 × 28 in', metric: '50 × 70 cm', print: 8900, framed: 21900 },
  { id: '28x40', name: '28 × 40 in', metric: '70 × 100 cm', print: 13900, framed: 32900 },
] as const

export const frames = [
  { id: 'none', name: 'No frame' },
  { id: 'black', name: 'Black' },
  { id: 'natural', name: 'Natural oak' },
  { id: 'white', name: 'White' },
] as const

export type SizeId = (typeof sizes)[number]['id']
export type FrameId = (typeof frames)[number]['id']

/** A picture in a size and a frame, as it is bought. */
export interface Print {
  readonly artwork: Artwork
  readonly frame: FrameId
  readonly details: string
  readonly product: Omit<Product, 'assets'>
}

export function printId(artworkId: string, size: SizeId, frame: FrameId): string {
  return `${artworkId}.${size}.${frame}`
}

/** Null when the shop has no such print. */
export function printOf(id: string): Print | null {
  const [artworkId, sizeId, frameId, ...rest] = id.split('.')
  const artwork = artworks.find((known) => known.id === artworkId)
  const size = sizes.find((known) => known.id === sizeId)
  const frame = frames.find((known) => known.id === frameId)
  if (!artwork || !size || !frame || rest.length > 0) return null
  const isFramed = frame.id !== 'none'
  const details = `${size.name}, ${isFramed ? `framed, ${frame.name.toLowerCase()}` : 'unframed'}`
  return {
    artwork,
    frame: frame.id,
    details,
    product: {
      id,
      name: `${artwork.title}, ${details}`,
      sku: `GLOBAL-${isFramed ? 'CFPM' : 'FAP'}-${size.id.toUpperCase()}`,
      ...(isFramed && { attributes: { color: frame.id } }),
      price: money(isFramed ? size.framed : size.print, 'USD'),
    },
  }
}

/** Every print of a picture, each size in each frame. */
export function printsOf(artwork: Artwork): readonly string[] {
  return sizes.flatMap((size) => frames.map((frame) => printId(artwork.id, size.id, frame.id)))
}

/** The methods are Prodigi's names. */
export const shippingOptions: readonly ShippingOffer[] = [
  { method: 'Standard', displayName: 'Standard, about a week', price: money(1200, 'USD') },
  { method: 'Express', displayName: 'Express, two to four days', price: money(2900, 'USD') },
]

export function formatPrice(price: Money): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: price.currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(formatDecimal(price)))
}
