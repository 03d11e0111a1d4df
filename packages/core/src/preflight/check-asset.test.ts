import { expect, it } from 'vitest'
import type { ProviderProduct } from '../fulfillment/fulfillment-provider.ts'
import type { AssetHead } from './asset-head.ts'
import { checkAsset } from './check-asset.ts'
import type { AssetInspection } from './inspect-asset.ts'

const asset = { printArea: 'Default', url: 'https://cdn.example/a.jpg', md5Hash: null }
const item = { sku: 'PRINT', quantity: 1, attributes: { color: 'Black' }, sizing: 'fill', assets: [asset] } as const
const product = (widthPx: number, printAreas: ProviderProduct['printAreas'] = { default: { required: true } }) => ({
  sku: 'PRINT',
  attributes: { color: ['black', 'white'] },
  printAreas,
  variants: [
    { attributes: { color: 'white' }, shipsTo: [], printAreaSizes: { default: { widthPx: 9000, heightPx: 9000 } } },
    { attributes: { color: 'black' }, shipsTo: [], printAreaSizes: { default: { widthPx, heightPx: 1000 } } },
  ],
})
const seen = (head: AssetHead): AssetInspection => ({ outcome: 'inspected', head })
const square = seen({ type: 'png', size: { widthPx: 1000, heightPx: 1000 } })
const found = (inspection: AssetInspection, of: ProviderProduct | null) =>
  checkAsset(asset, inspection, {
    path: 'items[0].assets[0]',
    item,
    product: of,
    limits: { errorDpi: 75, warningDpi: 150 },
  }).map(({ code, path, details }) => ({ code, path, reason: details?.['reason'] ?? details?.['dpi'] }))

it('given artwork that is large enough for the chosen variant, then there is nothing to say', () => {
  expect(found(square, product(1000))).toEqual([])
})

it('given artwork that is too small for it, then it is found', () => {
  const path = 'items[0].assets[0].url'
  expect(found(square, product(3000))).toEqual([{ code: 'asset_resolution_low', path, reason: 100 }])
  expect(found(square, product(6000))).toEqual([{ code: 'asset_resolution_too_low', path, reason: 50 }])
})

it.each([
  ['the image has', seen({ type: 'jpeg', size: null }), product(1000), 'image_size_unknown'],
  ['the print area has', square, product(0), 'print_area_size_unknown'],
  [
    'a server that is away has',
    { outcome: 'not_checked', reason: 'server_error' } as const,
    product(1000),
    'server_error',
  ],
])('given nobody knows the size that %s, then it is not checked', (_, inspection, of, reason) => {
  expect(found(inspection, of)).toEqual([{ code: 'not_checked', path: 'items[0].assets[0].url', reason }])
})

it('given a PDF, an unknown product or an unknown print area, then nothing is said of the resolution', () => {
  expect(found(seen({ type: 'pdf', page: null }), product(1000))).toEqual([])
  expect(found(square, null)).toEqual([])
  expect(found(square, product(9000, { front: { required: true } }))).toEqual([])
})

it('given artwork that was refused, then the refusal is told', () => {
  const refusal: AssetInspection = { outcome: 'refused', code: 'asset_type_unsupported', message: 'No.' }
  expect(found(refusal, product(1000))).toMatchObject([
    { code: 'asset_type_unsupported', path: 'items[0].assets[0].url' },
  ])
})
