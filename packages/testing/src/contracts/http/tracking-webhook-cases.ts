import type { Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { signEasypostEvent } from '../../easypost-simulator/sign-easypost-event.ts'
import { part } from './answer-part.ts'
import { bodyLimitBytes, type Given, trackingSecret } from './http-world.ts'

/** The door of the tracking provider: what is not proven changes nothing. */
export function trackingWebhookCases(given: Given): void {
  describe('webhooks of EasyPost', () => {
    const deliver = async (body: string, signature?: string, provider = 'easypost') => {
      const headers = new Headers({ 'content-type': 'application/json' })
      if (signature !== undefined) headers.set('x-hmac-signature', signature)
      const response = await given().fetch(`/api/webhooks/${provider}`, { method: 'POST', headers, body })
      return { status: response.status, error: (await response.json()).error }
    }
    /** An order whose parcel has arrived, though the carrier's word of it does not come by itself. */
    const arrivedInSilence = async () => {
      const { id, fulfillments }: Order = await given().shippedOrder()
      const { easypost } = given()
      easypost.configureWebhooks({ delivery: false })
      for (const { trackingNumber } of fulfillments.flatMap((f) => f.shipments)) {
        easypost.move(trackingNumber ?? '', 'delivered')
      }
      const status = async () => {
        await given().settle()
        return (await given().quoin.orders.find({ id }))?.status
      }
      return { body: JSON.stringify(easypost.events().at(-1), null, 2), status }
    }

    it('given a signed event, then 200 and the parcel is looked at', async () => {
      const { body, status } = await arrivedInSilence()
      expect((await deliver(body, signEasypostEvent(body, trackingSecret))).status).toBe(200)
      expect(await status()).toBe('delivered')
    })

    it('given no signature, a wrong secret, or another body, then 400 and nothing changes (S01)', async () => {
      const { body, status } = await arrivedInSilence()
      const signature = signEasypostEvent(body, trackingSecret)
      for (const [sent, header] of [
        [body, undefined],
        [body, 'nonsense'],
        [body, signEasypostEvent(body, 'of somebody else')],
        [`${body} `, signature],
        ['', signature],
      ] as const) {
        expect(await deliver(sent, header)).toEqual({ status: 400, error: 'invalid_signature' })
      }
      expect(await status()).toBe('shipped')
    })

    it('given another provider than is set up, or more than the limit, then it is refused', async () => {
      const { body } = await arrivedInSilence()
      const signature = signEasypostEvent(body, trackingSecret)
      expect(await deliver(body, signature, 'owl')).toEqual({ status: 400, error: 'unsupported' })
      expect((await deliver('x'.repeat(bodyLimitBytes + 1), signature)).status).toBe(413)
    })

    it('given what EasyPost sends by itself, then the order ends delivered, and its parcel says when it was expected', async () => {
      const { fulfillments, id } = await given().shippedOrder()
      const [shipment] = fulfillments.flatMap((f) => f.shipments)
      const estimatedDeliveryAt = new Date('2026-11-25T20:00:00Z')
      given().easypost.move(shipment?.trackingNumber ?? '', 'in_transit', { estimatedDeliveryAt })
      await given().settle()
      const { body } = await given().send('admin:root', 'GET', `/api/orders/${id}/status`)
      expect(part(body, 'order.fulfillments[0].shipments[0]')).toMatchObject({
        status: 'in_transit',
        estimatedDeliveryAt: '2026-11-25T20:00:00.000Z',
      })
      given().easypost.move(shipment?.trackingNumber ?? '', 'delivered')
      await given().settle()
      expect((await given().quoin.orders.find({ id }))?.status).toBe('delivered')
      expect(
        given()
          .easypost.deliveries()
          .map((d) => d.status),
      ).not.toContain(400)
    })
  })
}
