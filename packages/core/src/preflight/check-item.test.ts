import { expect, it } from 'vitest'
import type { ProviderProduct } from '../fulfillment/fulfillment-provider.ts'
import { checkItem, type PreflightItem } from './check-item.ts'

const sizes = { front: { widthPx: 1000, heightPx: 2000 }, back: { widthPx: 500, heightPx: 500 } }
const variant = (color: string, size: string, shipsTo: readonly string[]) => ({
  attributes: { color, size, fabric: 'Cotton' },
  shipsTo,
  printAreaSizes: sizes,
})

/** A shirt that is not made in black and small, and that is sent to Germany in white only. */
const shirt: ProviderProduct = {
  sku: 'SHIRT',
  attributes: { color: ['Black', 'White'], size: ['S', 'L'], fabric: ['Cotton'], label: ['woven', 'printed'] },
  printAreas: { front: { required: true }, back: { required: false } },
  variants: [variant('Black', 'L', ['US']), variant('White', 'S', ['US', 'DE']), variant('White', 'L', ['US', 'DE'])],
}
const front = { printArea: 'front', url: 'https://cdn.example/a.jpg', md5Hash: null }
const item: PreflightItem = {
  sku: 'SHIRT',
  quantity: 1,
  attributes: { color: 'White', size: 'L' },
  sizing: 'fill',
  assets: [front],
}
const found = (change: Partial<PreflightItem>, country?: string, product: ProviderProduct | null = shirt) =>
  checkItem({ ...item, ...change }, product, { path: 'items[0]', country }).map(({ code, path }) => `${code} ${path}`)

it('given an item that fits its product, then there is nothing to say', () => {
  expect(found({})).toEqual([])
  expect(found({}, 'DE')).toEqual([])
  expect(found({ attributes: { color: 'White', size: 'L', fabric: 'cotton', label: 'woven' } })).toEqual([])
})

it('given another case, then names and values are the same', () => {
  expect(
    found({ attributes: { COLOR: 'white', Size: 'l' }, assets: [{ ...front, printArea: 'FRONT' }] }, 'DE'),
  ).toEqual([])
})

it('given a SKU that nobody knows, then it is the only thing to say', () => {
  expect(found({ attributes: {}, assets: [] }, 'DE', null)).toEqual(['sku_unknown items[0].sku'])
})

it('given a choice that is not made, then it is missing; what does not differ between variants need not be chosen', () => {
  expect(found({ attributes: {} })).toEqual([
    'attribute_missing items[0].attributes.color',
    'attribute_missing items[0].attributes.size',
  ])
})

it('given a value or a name that the product does not have, then each is named', () => {
  expect(found({ attributes: { color: 'Red', size: 'L', colour: 'White' } })).toEqual([
    'attribute_not_allowed items[0].attributes.color',
    'attribute_unknown items[0].attributes.colour',
  ])
})

it('given values that are not made together, then there is no such variant', () => {
  expect(found({ attributes: { color: 'Black', size: 'S' } })).toEqual(['variant_unknown items[0].attributes'])
})

it('given the list of attributes is empty, then the variants tell what there is to choose', () => {
  const bare = { ...shirt, attributes: {} }
  expect(found({}, 'DE', bare)).toEqual([])
  expect(found({ attributes: { color: 'Red' } }, undefined, bare)).toEqual([
    'attribute_missing items[0].attributes.size',
    'attribute_not_allowed items[0].attributes.color',
  ])
})

it('given the variants spell an attribute in another case, then it is one attribute', () => {
  const variants = shirt.variants.map(({ attributes: { color = '', size = '' }, ...rest }) => {
    return { ...rest, attributes: { Color: color.toUpperCase(), Size: size } }
  })
  expect(found({}, 'DE', { ...shirt, variants })).toEqual([])
  expect(found({ attributes: {} }, 'DE', { ...shirt, variants })).toEqual([
    'attribute_missing items[0].attributes.color',
    'attribute_missing items[0].attributes.size',
  ])
})

it('given artwork is missing, misplaced or there twice, then the area is named', () => {
  expect(found({ assets: [] })).toEqual(['print_area_missing items[0].assets'])
  expect(found({ assets: [front, { ...front, printArea: 'sleeve' }] })).toEqual([
    'print_area_unknown items[0].assets[1].printArea',
  ])
  expect(found({ assets: [front, { ...front, printArea: 'Front' }] })).toEqual([
    'print_area_repeated items[0].assets[1].printArea',
  ])
})

it('given a country, then it is the chosen variant that has to be sent there', () => {
  expect(found({ attributes: { color: 'Black', size: 'L' } }, 'DE')).toEqual(['destination_not_served items[0].sku'])
  expect(found({ attributes: { color: 'Black', size: 'L' } }, 'US')).toEqual([])
  expect(found({}, 'FR')).toEqual(['destination_not_served items[0].sku'])
  const silent = { ...shirt, variants: [variant('White', 'L', [])] }
  expect(found({}, 'FR', silent)).toEqual([])
})
