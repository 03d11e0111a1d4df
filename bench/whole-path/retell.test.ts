import { expect, test } from 'vitest'
import { retell } from './retell.ts'

test('what differs between two requests is replaced in the answer, wherever it stands', () => {
  const first = { reference: 'A-1', items: [{ id: 'item-1', sku: 'X' }], metadata: { order: 'one "1"' } }
  const next = { reference: 'A-2', items: [{ id: 'item-2', sku: 'X' }], metadata: { order: 'two "2"' } }
  const answer = JSON.stringify({ order: { ...first, url: 'http://shop/A-1?of=A-1' } })
  expect(JSON.parse(retell(answer, first, next))).toEqual({ order: { ...next, url: 'http://shop/A-2?of=A-2' } })
})

test('a longer text is replaced before a shorter one that stands in it', () => {
  expect(retell('"A-1:key" "A-1"', ['A-1', 'A-1:key'], ['B', 'C'])).toBe('"C" "B"')
})
