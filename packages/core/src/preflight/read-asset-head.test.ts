import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, exif, jpeg, pdf, png, segment } from './image-bytes.test.data.ts'
import { readAssetHead } from './read-asset-head.ts'

const read = (type: 'jpeg' | 'png', widthPx: number, heightPx: number) => ({
  outcome: 'read',
  head: { type, size: { widthPx, heightPx } },
})

describe('PNG', () => {
  it('given a PNG, then its size is in the first chunk', () => {
    expect(readAssetHead(png(640, 480))).toEqual(read('png', 640, 480))
    expect(readAssetHead(png(1, 70_000))).toEqual(read('png', 1, 70_000))
  })

  it('given a PNG without a header chunk or without an extent, then the size is not known', () => {
    const broken = png(8, 8)
    broken.set([0], 12)
    expect(readAssetHead(broken)).toEqual({ outcome: 'read', head: { type: 'png', size: null } })
    expect(readAssetHead(png(0, 8))).toEqual({ outcome: 'read', head: { type: 'png', size: null } })
  })
})

describe('JPEG', () => {
  it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xcf])('given the frame %i, then the size is found', (frame) => {
    expect(readAssetHead(jpeg(4800, 7200, { frame }))).toEqual(read('jpeg', 4800, 7200))
  })

  it.each([
    [1, 300, 200],
    [2, 300, 200],
    [3, 300, 200],
    [4, 300, 200],
    [5, 200, 300],
    [6, 200, 300],
    [7, 200, 300],
    [8, 200, 300],
    [9, 300, 200],
    [0, 300, 200],
  ])('given the EXIF orientation %i, then 300 x 200 stands upright as %i x %i', (orientation, width, height) => {
    for (const byteOrder of ['II', 'MM'] as const) {
      expect(readAssetHead(jpeg(300, 200, { orientation, byteOrder }))).toEqual(read('jpeg', width, height))
    }
  })

  it('given profiles of many segments before the frame, then they are passed over', () => {
    expect(readAssetHead(jpeg(300, 200, { orientation: 6, ahead: 200_000 }))).toEqual(read('jpeg', 200, 300))
  })

  it('given stuffing and restart markers before the frame, then they are passed over', () => {
    const stuffed = concat([0xff, 0xd8, 0xff, 0xff, 0xff, 0x01, 0xff, 0xd0, 0x00], jpeg(30, 20).subarray(2))
    expect(readAssetHead(stuffed)).toEqual(read('jpeg', 30, 20))
  })

  it('given no frame, or one without an extent, then the size is not known', () => {
    const unknown = { outcome: 'read', head: { type: 'jpeg', size: null } }
    expect(readAssetHead(concat([0xff, 0xd8], segment(0xda, [1, 1, 0, 0, 63, 0])))).toEqual(unknown)
    expect(readAssetHead(jpeg(300, 0))).toEqual(unknown)
  })

  it('given EXIF data that is cut or points anywhere, then the size is read without it', () => {
    for (let length = 0; length < exif(6, true).length - 4; length += 1) {
      const cut = concat([0xff, 0xd8], segment(0xe1, exif(6, true).subarray(0, length)), jpeg(30, 20).subarray(2))
      const reading = readAssetHead(cut)
      expect(reading.outcome).toBe('read')
    }
    const far = exif(6, true)
    far.set([0xff, 0xff, 0xff, 0x7f], 10)
    expect(readAssetHead(concat([0xff, 0xd8], segment(0xe1, far), jpeg(30, 20).subarray(2)))).toEqual(
      read('jpeg', 30, 20),
    )
  })
})

describe('PDF', () => {
  it.each([
    ['[0 0 612 792]', { widthPt: 612, heightPt: 792 }],
    ['[ -10.5 0  595.28 841.89 ]', { widthPt: 605.78, heightPt: 841.89 }],
    ['[612 792 0 0]', { widthPt: 612, heightPt: 792 }],
  ])('given the media box %s, then the page has %j', (box, page) => {
    expect(readAssetHead(pdf(box))).toEqual({ outcome: 'read', head: { type: 'pdf', page } })
  })

  it.each([null, '[0 0 0 0]', '5 0 R'])('given the media box %s, then the page is not known', (box) => {
    expect(readAssetHead(pdf(box))).toEqual({ outcome: 'incomplete', head: { type: 'pdf', page: null } })
  })
})

it.each([
  ['GIF', 'GIF89a'],
  ['WebP', 'RIFF....WEBP'],
  ['TIFF', 'II*\0'],
  ['a page', '<!doctype html><title>Not found</title>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a shell script', '#!/bin/sh'],
])('given %s, then it is nothing that is printed', (_, text) => {
  expect(readAssetHead(new TextEncoder().encode(text))).toEqual({ outcome: 'unsupported' })
})

describe('whatever comes', () => {
  const files = [png(640, 480), jpeg(640, 480, { orientation: 6 }), jpeg(640, 480, { byteOrder: 'MM', orientation: 1 })]

  it('given the beginning of a file, then the answer is right or "incomplete", never another', () => {
    for (const file of files) {
      const whole = readAssetHead(file)
      for (let length = 0; length <= Math.min(file.length, 400); length += 1) {
        const part = readAssetHead(file.subarray(0, length))
        if (part.outcome !== 'incomplete') expect(part).toEqual(whole)
      }
    }
  })

  it('given any bytes behind a signature, then there is an answer', () => {
    const signatures = [[0xff, 0xd8, 0xff], [...png(1, 1).subarray(0, 8)], [...pdf(null).subarray(0, 5)]]
    fc.assert(
      fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 300 }), (signature, rest) => {
        const reading = readAssetHead(concat(signature, rest))
        expect(reading.outcome).not.toBe('unsupported')
      }),
    )
  })

  it('given one bit turned in a JPEG, then nothing is thrown', () => {
    const file = jpeg(640, 480, { orientation: 6 })
    fc.assert(
      fc.property(fc.nat(file.length * 8 - 1), (bit) => {
        const turned = file.slice()
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(() => readAssetHead(turned)).not.toThrow()
      }),
    )
  })
})
