import { createManualClock } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { createGuestLinks } from './guest-links.ts'

const secret = 'a secret of at least 32 characters'
const clock = createManualClock('2026-11-22T09:00:00Z')
const links = createGuestLinks({ secret, clock })

describe('guest links', () => {
  it('given a token, then it opens its order until its time is over, and no other', async () => {
    const own = createManualClock('2026-11-22T09:00:00Z')
    const { sign, verify } = createGuestLinks({ secret, clock: own })
    const token = await sign('order-1', 60_000)
    expect(token).toMatch(/^[\w.]+$/)
    expect([await verify('order-1', token), await verify('order-2', token)]).toEqual([true, false])
    own.advance(60_000)
    expect(await verify('order-1', token)).toBe(true)
    own.advance(1)
    expect(await verify('order-1', token)).toBe(false)
  })

  it('given another secret, then no token of the old one opens anything', async () => {
    const others = createGuestLinks({ secret: `${secret}!`, clock })
    expect(await others.verify('order-1', await links.sign('order-1', 60_000))).toBe(false)
  })

  it('given a later end than was signed, then it does not open', async () => {
    const token = await links.sign('order-1', 60_000)
    const [expiresAt = '', signature] = token.split('.')
    expect(await links.verify('order-1', `${Number(expiresAt) + 1}.${signature}`)).toBe(false)
  })

  it.each(['', '.', '1.', 'x.y', `9e99.${'0'.repeat(64)}`, `99999999999999.${'0'.repeat(64)}`])(
    'given %j, then it does not open',
    async (token) => {
      expect(await links.verify('order-1', token)).toBe(false)
    },
  )

  it('given a short secret, then it is refused', () => {
    expect(() => createGuestLinks({ secret: 'short' })).toThrow(expect.objectContaining({ code: 'invalid_options' }))
  })
})
