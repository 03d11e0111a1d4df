import { expect, it } from 'vitest'
import { changeOfClaim } from './claim-request.ts'

const claim = {
  kind: 'claim',
  reason: 'damaged',
  description: 'Torn',
  photos: ['https://shop.example/a.jpg'],
  lines: [
    { itemId: 'b', quantity: 1 },
    { itemId: 'a', quantity: 2 },
  ],
} as const

it('given the same lines in another order, or in more of them, then it is the same claim', () => {
  const parts = [
    { itemId: 'a', quantity: 1 },
    { itemId: 'b', quantity: 1 },
    { itemId: 'a', quantity: 1 },
  ]
  expect(changeOfClaim(claim, { ...claim, lines: parts })).toBeNull()
})

it.each([
  ['reason', { reason: 'wrong_item' }],
  ['description', { description: null }],
  ['photos', { photos: [] }],
  ['lines', { lines: [{ itemId: 'a', quantity: 2 }] }],
] as const)('given another %s, then that field is named', (field, change) => {
  expect(changeOfClaim(claim, { ...claim, ...change })).toBe(field)
})
