import { describe, expect, it } from 'vitest'
import { part } from './answer-part.ts'
import type { Given } from './http-world.ts'

interface Heard {
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** Server-Sent Events of one order, and of all. */
export function eventCases(given: Given): void {
  describe('events', () => {
    /** Follows a path as somebody; `next` resolves with the next event. */
    const follow = async (sender: string, path: string, lastId?: string) => {
      const leaving = new AbortController()
      const headers = { authorization: `Test ${sender}`, ...(lastId !== undefined && { 'last-event-id': lastId }) }
      const response = await given().fetch(path, { headers, signal: leaving.signal })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      const next = async (): Promise<Heard> => {
        for (;;) {
          const found = /id: (.*)\nevent: (.*)\ndata: (.*)\n\n/.exec(text)
          if (found) {
            text = text.slice(found.index + found[0].length)
            return { id: found[1] ?? '', event: found[2] ?? '', data: JSON.parse(found[3] ?? '') }
          }
          const { done, value } = (await reader?.read()) ?? { done: true }
          if (done) throw new Error('The stream has ended.')
          text += value
        }
      }
      return {
        next,
        leave: async () => {
          await reader?.cancel()
          leaving.abort()
        },
      }
    }

    it('given an order, then its owner hears how it is, and at once when it has changed', async () => {
      const order = await given().submittedOrder()
      const stream = await follow('customer:ada', `/api/orders/${order.id}/events`)
      const status = await given().send('customer:ada', 'GET', `/api/orders/${order.id}/status`)
      expect(await stream.next()).toMatchObject({ id: `${order.version}`, event: 'order', data: status.body })
      await given().send('customer:ada', 'POST', `/api/orders/${order.id}/cancel`, {})
      const { id, data } = await stream.next()
      expect(Number(id)).toBeGreaterThan(order.version)
      expect(part(part(data, 'order'), 'cancelRequestedAt')).not.toBeNull()
      await stream.leave()
    })

    it('given what was heard before, then only what is new comes', async () => {
      const order = await given().submittedOrder()
      const known = await follow('admin:root', `/api/orders/${order.id}/events`, `${order.version}`)
      await given().send('admin:root', 'PATCH', '/api/orders/management', { orderId: order.id, notes: 'Call them.' })
      expect(Number((await known.next()).id)).toBeGreaterThan(order.version)
      await known.leave()
    })

    it('given an admin, then each order that changes is heard of, and after a break those of the meantime', async () => {
      const first = await given().submittedOrder()
      const stream = await follow('admin:root', '/api/orders/management/events')
      const ready = await stream.next()
      expect(ready).toMatchObject({ event: 'ready', data: {} })
      given().clock.advance(1_000)
      await given().send('admin:root', 'PATCH', '/api/orders/management', { orderId: first.id, notes: 'Call them.' })
      const heard = await stream.next()
      expect([heard.event, part(heard.data, 'id')]).toEqual(['order', first.id])
      await stream.leave()
      const again = await follow('admin:root', '/api/orders/management/events', ready.id)
      expect(await again.next()).toEqual(heard)
      await again.leave()
    })

    it('given a guest link, then it shows what the link shows', async () => {
      const order = await given().submittedOrder()
      const link = await given().send('customer:ada', 'POST', `/api/orders/${order.id}/guest-link`, {})
      const token = String(part(link.body, 'token'))
      const stream = await follow('', `/api/orders/${order.id}/events?token=${token}`)
      const shown = await given().send('nobody', 'GET', `/api/orders/${order.id}/status?token=${token}`)
      expect((await stream.next()).data).toEqual(shown.body)
      await stream.leave()
    })
  })
}
