import { QuoinError } from '@quoin/core'
import { signEvent } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import type { Caller } from './index.ts'
import { clock, served, shop, storageWith, webhookSecret } from './shop.test.data.ts'

const event = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  livemode: false,
  data: { object: { id: 'cs_test_1', object: 'checkout.session' } },
})
const signed: RequestInit = {
  method: 'POST',
  headers: { 'stripe-signature': signEvent(event, webhookSecret, clock.now()) },
  body: event,
}

describe('faults', () => {
  it('given a database that fails with a row in its message, then 500, and neither answer nor log repeats it (F95, INV-22)', async () => {
    const listOrders = () => Promise.reject(new Error('duplicate key (email)=(ada@example.com)'))
    const { send, lines } = served({ quoin: shop({ storage: storageWith({ listOrders }) }) })
    const response = await send('/orders/management?q=grace@example.com')
    expect([response.status, (await response.json()).error]).toEqual([500, 'internal_error'])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/"internal_error".*get \/orders\/management.*"request failed"/)
    expect(lines[0]).toMatch(/"at":"at .*faults\.test\.ts/)
    expect(lines[0]).not.toMatch(/ada@|grace@|duplicate/)
  })

  it.each([
    ['an unknown error', new Error('no space left'), 'webhook_not_stored'],
    ['a known one', new QuoinError('storage_failed', 'no space left'), 'storage_failed'],
  ])(
    'given a webhook that can not be stored for %s, then 503: send it again (F08, F88, INV-6)',
    async (_name, error, code) => {
      const { send } = served({
        quoin: shop({ storage: storageWith({ receiveWebhook: () => Promise.reject(error) }) }),
      })
      const response = await send('/webhooks/stripe', signed)
      expect([response.status, (await response.json()).error]).toEqual([503, code])
      expect((await served().send('/webhooks/stripe', signed)).status).toBe(200)
    },
  )

  it.each<[string, unknown]>([
    ['an empty user id', { userId: '', role: 'customer' }],
    ['no user id', { role: 'admin' }],
    ['a role that is none', { userId: 'ada', role: 'owner' }],
    ['a number for a user', { userId: 7, role: 'admin' }],
    ['just true', true],
  ])('given a host that says %s, then nobody gets in and the log tells', async (_name, caller) => {
    const { send, lines } = served({ authenticate: () => caller as Caller })
    const response = await send('/orders')
    expect([response.status, (await response.json()).error, lines.length]).toEqual([500, 'internal_error', 1])
  })

  it('given a host that fails to say who it is, then 500, also where guests may come', async () => {
    const { send } = served({ authenticate: () => Promise.reject(new Error('session store is away')) })
    const response = await send('/checkout', { method: 'POST', body: '{}' })
    expect(response.status).toBe(500)
  })

  it('given refused access, then the log names door and request, and no more', async () => {
    const { send, lines } = served({ authenticate: () => null, requestId: () => 'request-1' })
    await send('/orders/management?q=ada@example.com')
    expect(lines).toEqual([
      JSON.stringify([
        { code: 'unauthenticated', status: 401, endpoint: 'get /orders/management', requestId: 'request-1' },
        'request refused',
      ]),
    ])
  })
})
