import { describe, expect, it } from 'vitest'
import type { Sizing } from '../order/order.ts'
import { checkResolution, effectiveDpi } from './check-resolution.ts'

const px = (widthPx: number, heightPx: number) => ({ widthPx, heightPx })

describe('effective dpi', () => {
  it.each<[string, [number, number], [number, number], Sizing, number]>([
    ['all that is asked for', [4800, 7200], [4800, 7200], 'fill', 300],
    ['half of it', [2400, 3600], [4800, 7200], 'fill', 150],
    ['turned by a quarter', [3600, 2400], [4800, 7200], 'fill', 150],
    ['a square', [2400, 2400], [4800, 7200], 'fill', 100],
    ['a square, fitted', [2400, 2400], [4800, 7200], 'fit', 150],
    ['a square, stretched', [2400, 2400], [4800, 7200], 'stretch', 100],
    ['a long strip, turned, fitted', [7200, 100], [4800, 7200], 'fit', 300],
    ['a long strip, turned, filled', [7200, 100], [4800, 7200], 'fill', 6.25],
    ['more than is asked for', [9600, 14400], [4800, 7200], 'fill', 600],
  ])('given %s, then it is known', (_, image, area, sizing, dpi) => {
    expect(effectiveDpi(px(...image), px(...area), sizing)).toBeCloseTo(dpi, 6)
  })
})

describe('check', () => {
  const area = px(4800, 7200)
  const check = (image: [number, number], limits = {}) =>
    checkResolution(px(...image), area, { path: 'items[0].assets[0]', sizing: 'fill', ...limits })

  it('given 150 dpi, then it is enough', () => {
    expect(check([2400, 3600])).toEqual([])
  })

  it('given less than 150 dpi, then it is a warning with its numbers', () => {
    expect(check([2399, 3584])).toMatchObject([
      {
        code: 'asset_resolution_low',
        path: 'items[0].assets[0].url',
        details: { dpi: 149, errorDpi: 75, warningDpi: 150, widthPx: 2399, heightPx: 3584, printAreaWidthPx: 4800 },
      },
    ])
    expect(check([1200, 1800])).toMatchObject([{ code: 'asset_resolution_low', details: { dpi: 75 } }])
  })

  it('given less than 75 dpi, then it is an error', () => {
    expect(check([1184, 1776])).toMatchObject([{ code: 'asset_resolution_too_low', details: { dpi: 74 } }])
  })

  it('given limits of the shop, then those count', () => {
    expect(check([4000, 6000], { errorDpi: 280, warningDpi: 300 })).toMatchObject([
      { code: 'asset_resolution_too_low' },
    ])
    expect(check([100, 150], { errorDpi: 0, warningDpi: 0 })).toEqual([])
  })
})
