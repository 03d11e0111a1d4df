import { describe, expect, it } from 'vitest'
import { namedUuid } from './named-uuid.ts'

describe('namedUuid', () => {
  it('given the same name, then the same UUID; given another one, then another', async () => {
    const [once, again, other] = await Promise.all([namedUuid('a'), namedUuid('a'), namedUuid('b')])
    expect(again).toBe(once)
    expect(other).not.toBe(once)
  })

  it('given any name, then version and variant stand where they belong', async () => {
    for (const name of ['', 'x', 'Ünïcode', 'x'.repeat(1000)]) {
      expect(await namedUuid(name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })
})
