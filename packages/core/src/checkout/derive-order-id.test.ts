import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../canonical-json.ts'
import { deriveOrderId } from './derive-order-id.ts'

describe('the id of an order that can be asked for more than once', () => {
  it('is a UUID of version 8, and the same for the same parts only', async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, (_, round) => deriveOrderId('intent', 'key', round)))
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(200)
    expect(await deriveOrderId('intent', 'key', 7)).toBe(ids[7])
    expect(await deriveOrderId('intent', 'key7')).not.toBe(ids[7])
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys, but on that of lists', () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: undefined })).toBe('{"b":[{"x":2,"y":1}]}')
    expect(canonicalJson({ x: 2, y: 1 })).toBe(canonicalJson({ y: 1, x: 2 }))
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
  })
})
