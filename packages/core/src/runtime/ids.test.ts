import { describe, expect, it } from 'vitest'
import { createIds, isOrderNumber } from './ids.ts'
import { systemRandom } from './random.ts'

const at = new Date('2026-01-01T00:00:00.123Z')
const ids = createIds({ now: () => at }, systemRandom)

describe('ids', () => {
  it('are UUIDs of version 7 that carry the time and sort by it', () => {
    const id = ids.uuid()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at.getTime())
    const later = createIds({ now: () => new Date(at.getTime() + 1) }, systemRandom).uuid()
    expect(later > id).toBe(true)
  })

  it('have order numbers that are fit to be read aloud and hard to guess', () => {
    const numbers = new Set(Array.from({ length: 5_000 }, () => ids.orderNumber()))
    expect(numbers.size).toBe(5_000)
    for (const number of numbers) expect(number).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/)
    expect([...numbers].every(isOrderNumber)).toBe(true)
    for (const other of ['7KQ2M9XW4T', '7kq2m-9xw4t', '7KQ2M-9XW4T1', '0KQ2M-9XW4T', 'ORDER-00001', '']) {
      expect(isOrderNumber(other), other).toBe(false)
    }
  })
})
