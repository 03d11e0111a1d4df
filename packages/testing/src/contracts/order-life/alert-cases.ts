import { type Alert, type AlertSink, money } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000

/** What the shop's people hear, and how often. */
export function alertCases(given: () => OrderLife): void {
  /** A sink that can be away. */
  function sink(channel: string): AlertSink & { readonly told: Alert[]; readonly tried: string[]; isAway: boolean } {
    const it = {
      channel,
      told: [] as Alert[],
      tried: [] as string[],
      isAway: false,
      async send(alert: Alert) {
        // A paid order that prints nothing asks for a person by another reason then.
        if (alert.code !== 'submission_rejected') return
        it.tried.push(alert.id)
        if (it.isAway) throw new Error('It is away.')
        it.told.push(alert)
      },
    }
    return it
  }
  const statesOf = (told: readonly Alert[]) => told.map(({ state }) => state)

  /** A product that the provider does not have. */
  const unknown = {
    preflight: false,
    catalog: (id: string) => ({
      ...{ id, name: 'A print that does not exist', sku: 'NOPE-1', price: money(4_900, 'USD') },
      assets: [{ printArea: 'default', url: 'https://shop.example/x.jpg' }],
    }),
  } as const
  async function rejected(alerts: readonly AlertSink[]): Promise<[TestShop, string]> {
    const shop = await given().open({ overrides: { ...unknown, alerts } })
    const { orderId } = await shop.buy()
    await shop.settle()
    expect((await shop.order(orderId)).attention).toMatchObject([{ code: 'submission_rejected' }])
    return [shop, orderId]
  }
  async function resolve(shop: TestShop, orderId: string): Promise<void> {
    await shop.quoin.orders.resolveAttention(orderId, { code: 'submission_rejected' }, 'admin:1')
    await shop.settle()
  }

  describe('alerts', () => {
    it('given a reason opens and is resolved, then each is told once, under one key', async () => {
      const chat = sink('chat')
      const [shop, orderId] = await rejected([chat])
      const { number } = await shop.order(orderId)
      shop.clock.advance(minute)
      await resolve(shop, orderId)
      const [fired, resolved] = chat.told
      expect(chat.told).toHaveLength(2)
      expect(fired).toMatchObject({
        ...{ state: 'firing', severity: 'critical', code: 'submission_rejected', orderId, orderNumber: number },
        facts: { path: 'items[0].sku' },
      })
      expect(resolved).toEqual({ ...fired, id: resolved?.id, state: 'resolved', at: shop.clock.now() })
      expect(resolved?.id).not.toBe(fired?.id)
    })

    it('given another print is refused, then that is told, too', async () => {
      const chat = sink('chat')
      const [shop, orderId] = await rejected([chat])
      await resolve(shop, orderId)
      shop.clock.advance(minute)
      await shop.quoin.orders.retry(orderId, 'admin:1')
      await shop.settle()
      expect(statesOf(chat.told)).toEqual(['firing', 'resolved', 'firing'])
      expect(new Set(chat.told.map(({ id }) => id)).size).toBe(3)
    })

    it('given two sinks of which one is away, then the other is told once, and the first under the same id each time', async () => {
      const [chat, letters] = [sink('chat'), sink('letters')]
      letters.isAway = true
      const [shop] = await rejected([chat, letters])
      await shop.pass(5 * minute)
      letters.isAway = false
      await shop.pass(30 * minute)
      expect([chat.told.length, letters.told.length]).toEqual([1, 1])
      expect(letters.tried.length).toBeGreaterThan(2)
      expect(new Set(letters.tried)).toEqual(new Set(chat.tried))
    })
  })
}
