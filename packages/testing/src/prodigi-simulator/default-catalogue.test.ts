import { expect, it } from 'vitest'
import { requiredAttributes } from './catalogue-product.ts'
import { defaultCatalogue } from './default-catalogue.ts'
import { describeProduct } from './describe-product.ts'

const find = (sku: string) => {
  const product = defaultCatalogue.find((each) => each.sku === sku)
  if (!product) throw new Error(`${sku} is missing.`)
  return product
}

it('has at least forty products, each once', () => {
  const skus = defaultCatalogue.map(({ sku }) => sku)
  expect(new Set(skus).size).toBe(skus.length)
  expect(skus.length).toBeGreaterThanOrEqual(40)
})

// What was recorded of the real catalogue: attributes that must be chosen, print area, size in pixels.
it.each([
  ['GLOBAL-CAN-10X10', { wrap: 'Black' }, 'default', 1522, 1522],
  ['GLOBAL-CAN-10X10', { wrap: 'ImageWrap' }, 'default', 2137, 2137],
  ['GLOBAL-CAN-4X6', { wrap: 'White' }, 'default', 622, 922],
  ['GLOBAL-CAN-4X6', { wrap: 'ImageWrap' }, 'default', 1200, 1500],
  ['GLOBAL-CAN-12X16', { wrap: 'Black' }, 'default', 3654, 4854],
  ['GLOBAL-CAN-16X20', { wrap: 'Black' }, 'default', 4854, 6054],
  ['GLOBAL-FAP-11X14', {}, 'default', 3307, 4192],
  ['GLOBAL-FAP-12X16', {}, 'default', 3600, 4800],
  ['GLOBAL-FAP-16X24', {}, 'default', 4800, 7200],
  ['GLOBAL-FAP-20X20', {}, 'default', 6000, 6000],
  ['GLOBAL-HPR-20X20', {}, 'default', 6000, 6000],
  ['GLOBAL-FAP-20X28', {}, 'default', 6000, 8400],
  ['GLOBAL-FAP-28X40', {}, 'default', 8400, 12000],
  ['GLOBAL-CFP-12X16', { color: 'black' }, 'default', 3614, 4795],
  ['GLOBAL-CFP-12X16', { color: 'natural' }, 'default', 3600, 4800],
  ['GLOBAL-CFP-28X40', { color: 'brown' }, 'default', 8400, 12000],
  ['GLOBAL-CFPM-12X16', { color: 'dark grey' }, 'default', 2400, 3600],
  ['GLOBAL-CFPM-20X28', { color: 'gold' }, 'default', 4800, 7200],
  ['GLOBAL-CFPM-28X40', { color: 'silver' }, 'default', 7200, 10800],
  ['POSTER-HANGER-20-A4-PORT', { color: 'white' }, 'default', 2490, 3510],
  ['POSTER-HANGER-30-A3', { color: 'black' }, 'default', 3507, 4960],
  ['POSTER-HANGER-40-A2', { color: 'natural' }, 'default', 4960, 7015],
  ['POSTER-HANGER-60-A1', { color: 'natural' }, 'default', 7020, 9930],
  ['POSTER-HANGER-80-A0-LAND', { color: 'natural' }, 'default', 14040, 9930],
  ['GLOBAL-MUG-W', {}, 'default', 2670, 1110],
  ['H-MUG-W', {}, 'default', 2670, 1110],
  ['GLOBAL-TEE-GIL-64000', { color: 'black', size: '2xl' }, 'front', 4665, 5844],
  ['GLOBAL-TEE-GIL-5000', { color: 'white', size: 's' }, 'default', 4677, 5787],
  ['CORK-40X30', {}, 'default', 4724, 3543],
])('%s of %j is printed on %s, %d x %d', (sku, attributes, area, horizontalResolution, verticalResolution) => {
  const product = find(sku)
  expect(new Set(requiredAttributes(product))).toEqual(new Set(Object.keys(attributes)))
  expect(describeProduct(product)).toMatchObject({
    variants: expect.arrayContaining([
      expect.objectContaining({
        attributes: expect.objectContaining(attributes),
        printAreaSizes: expect.objectContaining({ [area]: { horizontalResolution, verticalResolution } }),
      }),
    ]),
  })
})

it('has a framed canvas of 24 variants, whose frame and wrap must both be chosen', () => {
  const product = find('GLOBAL-FRA-CAN-30X40')
  expect(requiredAttributes(product)).toEqual(['color', 'wrap'])
  expect(describeProduct(product)).toMatchObject({ variants: { length: 24 } })
})

it.each([
  'GLOBAL-SLIMCAN-12X24',
  'GLOBAL-CFPM-16X20',
  'GLOBAL-PHO-4X6-PRO',
  'GLOBAL-PAP-10X12',
  'BOOK-A4-L-HARD-M',
  'BOOK-A4-P-HARD-M',
  'BOOK-FE-A4-P-SOFT-MHK',
  'BOOK-FE-A4-P-HARD-G',
  'BOOK-FE-A4-P-LF-G',
  'GLOBAL-TECH-IP12-CS-M',
  'GLOBAL-TECH-IP11P-FC-CP',
  'GLOBAL-HGE-12X16',
  'ECO-CAN-16X24',
  'M-STI-3X4',
  'MAG-1-10X10',
  'GLOBAL-BFP-6X8',
])('%s is made', (sku) => {
  expect(find(sku).printAreas).toHaveProperty('default.required', true)
})
