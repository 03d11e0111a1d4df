import { describe, expect, it } from 'vitest'
import { signEvent } from '../../stripe-simulator/sign-event.ts'
import { bodyLimitBytes, type Given, nextWebhookSecret, webhookSecret } from './http-world.ts'

/** Both webhook doors: what is not proven changes nothing. */
export function webhookCases(given: Given): void {
  describe('webhooks of Stripe', () => {
    const deliver = async (body: string, signature?: string) => {
      const headers = new Headers({ 'content-type': 'application/json' })
      if (signature !== undefined) headers.set('stripe-signature', signature)
      const response = await given().fetch('/api/webhooks/stripe', { method: 'POST', headers, body })
      return { status: response.status, error: (await response.json()).error }
    }
    /** A session that is paid, though Stripe's own word of it does not arrive. */
    const paidInSilence = async () => {
      const { stripe } = given()
      stripe.configureWebhooks({ delivery: false })
      const { id, payment } = await given().unpaidOrder()
      const session = stripe.pay(payment.checkoutId ?? '')
      const event = {
        id: 'evt_contract',
        object: 'event',
        type: 'checkout.session.completed',
        livemode: false,
        created: given().clock.now().getTime() / 1000,
        data: { object: session },
      }
      const paymentStatus = async () => {
        await given().settle()
        return (await given().quoin.orders.find({ id }))?.paymentStatus
      }
      return { body: JSON.stringify(event, null, 2), paymentStatus }
    }

    it('given a signed event, then 200 and the payment is found', async () => {
      const { body, paymentStatus } = await paidInSilence()
      expect((await deliver(body, signEvent(body, webhookSecret, given().clock.now()))).status).toBe(200)
      expect(await paymentStatus()).toBe('paid')
    })

    it('given the same event many times at once, then one print (F01, INV-1)', async () => {
      const { body, paymentStatus } = await paidInSilence()
      const signature = signEvent(body, webhookSecret, given().clock.now())
      const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body, signature)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(await paymentStatus()).toBe('paid')
      expect(given().prodigi.ledger().orders).toHaveLength(1)
    })

    it('given no signature, a wrong secret, or another body, then 400 and nothing changes (F15)', async () => {
      const { body, paymentStatus } = await paidInSilence()
      const now = given().clock.now()
      const signature = signEvent(body, webhookSecret, now)
      const reserialized = JSON.stringify(JSON.parse(body))
      for (const [sent, header] of [
        [body, undefined],
        [body, 'nonsense'],
        [body, signEvent(body, 'whsec_of_somebody_else', now)],
        [`${body} `, signature],
        [reserialized, signature],
        ['', signature],
      ] as const) {
        expect(await deliver(sent, header)).toEqual({ status: 400, error: 'invalid_signature' })
      }
      expect(await paymentStatus()).toBe('unpaid')
    })

    it('given an old signature, then 400; at the edge of the tolerance, then 200 (F13)', async () => {
      const { body } = await paidInSilence()
      const signature = signEvent(body, webhookSecret, given().clock.now())
      given().clock.advance(300_000)
      expect((await deliver(body, signature)).status).toBe(200)
      given().clock.advance(1000)
      expect(await deliver(body, signature)).toEqual({ status: 400, error: 'invalid_signature' })
    })

    it('given a signature of the future, then 400 (F14)', async () => {
      const { body, paymentStatus } = await paidInSilence()
      const future = new Date(given().clock.now().getTime() + 301_000)
      expect((await deliver(body, signEvent(body, webhookSecret, future))).status).toBe(400)
      expect(await paymentStatus()).toBe('unpaid')
    })

    it('given a secret that is being rolled, then either is accepted (F16)', async () => {
      const { body } = await paidInSilence()
      const now = given().clock.now()
      expect((await deliver(body, signEvent(body, nextWebhookSecret, now))).status).toBe(200)
      const other = signEvent(body, 'whsec_of_somebody_else', now)
      const both = `${other},${signEvent(body, webhookSecret, now).split(',')[1]}`
      expect((await deliver(body, both)).status).toBe(200)
    })

    it('given a signed body that is no event, or has an id without an end, then 400 (F18)', async () => {
      const endless = JSON.stringify({ id: 'evt_'.repeat(2_000), type: 'customer.created', livemode: false })
      for (const body of ['', '[]', '{"id":1}', 'no json', endless]) {
        const { status } = await deliver(body, signEvent(body, webhookSecret, given().clock.now()))
        expect([body, status]).toEqual([body, 400])
      }
    })

    it('given more than the limit, then 413 (F96)', async () => {
      const body = JSON.stringify('x'.repeat(bodyLimitBytes))
      const { status } = await deliver(body, signEvent(body, webhookSecret, given().clock.now()))
      expect(status).toBe(413)
    })
  })

  describe('callbacks of Prodigi', () => {
    const deliver = async (url: string, body: string) => {
      const { pathname, search } = new URL(url)
      const headers = { 'content-type': 'application/cloudevents+json' }
      const response = await given().fetch(pathname + search, { method: 'POST', headers, body })
      return { status: response.status, error: (await response.json()).error }
    }
    const submitted = async () => {
      const order = await given().submittedOrder()
      const [printed] = given().prodigi.orders()
      if (!printed?.callbackUrl) throw new Error('Nothing was submitted.')
      const event = (stage: string) =>
        JSON.stringify({
          specversion: '1.0',
          type: 'com.prodigi.order.status.stage.changed',
          source: 'http://api.prodigi.com/v4.0/Orders/',
          id: `evt_${stage}`,
          time: '2026-11-22T09:00:00Z',
          datacontenttype: 'application/json',
          data: { order: { ...printed, status: { ...printed.status, stage } } },
          subject: printed.id,
        })
      const shown = async () => {
        await given().settle()
        return (await given().quoin.orders.find({ id: order.id }))?.status
      }
      return { order, printed, callbackUrl: printed.callbackUrl, event, shown }
    }

    it('given the callbacks of a print that is sent, then the order is shipped', async () => {
      const { printed, shown } = await submitted()
      given().prodigi.runOrder(printed.id)
      expect(await shown()).toBe('shipped')
      expect(
        given()
          .prodigi.callbacks()
          .every(({ state }) => state === 'delivered'),
      ).toBe(true)
    })

    it('given a forged body at the right address, then 200 and nothing changes (F53, INV-9)', async () => {
      const { order, callbackUrl, event, shown } = await submitted()
      const answer = await deliver(callbackUrl, event('Complete'))
      expect(answer.status).toBe(200)
      expect(await shown()).toBe(order.status)
    })

    it('given an id that is too long to be one, then 200 all the same, and nothing changes (F18)', async () => {
      const { order, callbackUrl, event, shown } = await submitted()
      const body = JSON.stringify({ ...JSON.parse(event('Complete')), id: crypto.randomUUID().repeat(1_000) })
      for (const sent of [body, body]) expect((await deliver(callbackUrl, sent)).status).toBe(200)
      expect(await shown()).toBe(order.status)
    })

    it('given no token, or a wrong one, then 401 (F55)', async () => {
      const { callbackUrl, event } = await submitted()
      const bare = callbackUrl.replace(/\?.*/, '')
      for (const url of [bare, `${bare}?token=`, `${bare}?token=x`, `${callbackUrl}x`, `${callbackUrl}&token=x`]) {
        const { status } = await deliver(url, event('Complete'))
        expect([url, status >= 400 && status < 500]).toEqual([url, true])
      }
      expect(await deliver(bare, event('Complete'))).toEqual({ status: 401, error: 'invalid_callback_token' })
    })

    it('given a body that is no callback, then 400', async () => {
      const { callbackUrl } = await submitted()
      for (const body of ['', 'no json', '[]', 'null']) {
        expect(await deliver(callbackUrl, body)).toEqual({ status: 400, error: 'malformed_webhook' })
      }
    })
  })
}
