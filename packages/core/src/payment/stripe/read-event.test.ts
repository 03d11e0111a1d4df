import { describe, expect, it } from 'vitest'
import { readEvent } from './read-event.ts'

const read = (value: unknown) => readEvent(new TextEncoder().encode(JSON.stringify(value)))
const event = (type: string, object: unknown) => ({
  id: 'evt_1',
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1767225610,
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type,
  data: { object },
})

describe('a Stripe event', () => {
  it.each([
    ['checkout.session.completed', { id: 'cs_1', payment_intent: 'pi_1' }, { checkoutId: 'cs_1' }],
    ['checkout.session.async_payment_succeeded', { id: 'cs_1' }, { checkoutId: 'cs_1' }],
    ['checkout.session.async_payment_failed', { id: 'cs_1' }, { checkoutId: 'cs_1', failed: true }],
    ['checkout.session.expired', { id: 'cs_1', payment_intent: null }, { checkoutId: 'cs_1' }],
    ['payment_intent.succeeded', { id: 'pi_1' }, { paymentId: 'pi_1' }],
    ['charge.refunded', { id: 'ch_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['charge.refunded', { id: 'ch_1', payment_intent: { id: 'pi_1' } }, { paymentId: 'pi_1' }],
    ['charge.dispute.created', { id: 'du_1', charge: 'ch_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['refund.failed', { id: 're_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['review.opened', { id: 'prv_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['radar.early_fraud_warning.created', { id: 'issfr_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['charge.refund.updated', { id: 're_1', payment_intent: 'pi_1' }, { paymentId: 'pi_1' }],
    ['review.closed', { id: 'prv_1', payment_intent: 'pi_1', open: false }, { paymentId: 'pi_1' }],
    ['radar.early_fraud_warning.updated', { id: 'issfr_1', charge: 'ch_1' }, { reference: 'charge:ch_1' }],
    ['charge.dispute.closed', { id: 'du_1', charge: 'ch_1', payment_intent: null }, { reference: 'charge:ch_1' }],
    ['refund.created', { id: 're_1', charge: { id: 'ch_1' }, payment_intent: 7 }, { reference: 'charge:ch_1' }],
    ['charge.succeeded', { id: 'ch_1', payment_intent: null }, null],
    ['F18: customer.created', { id: 'cus_1' }, null],
    ['payment_intent.succeeded', { id: 'p'.repeat(255) }, { paymentId: 'p'.repeat(255) }],
    ['payment_intent.succeeded', { id: 'p'.repeat(256) }, { reference: 'event:evt_1' }],
    ['charge.refunded', { id: 're_1', payment_intent: 'p'.repeat(256) }, { reference: 'event:evt_1' }],
  ])('%s is about %o: %o', (type, object, subject) => {
    expect(read(event(type, object))).toEqual({ id: 'evt_1', type, livemode: false, subject })
  })

  it.each([
    ['checkout.session.completed', 'checkout.session', 'cs_1', { checkoutId: 'cs_1' }],
    ['checkout.session.async_payment_failed', 'checkout.session', 'cs_1', { checkoutId: 'cs_1', failed: true }],
    ['payment_intent.succeeded', 'payment_intent', 'pi_1', { paymentId: 'pi_1' }],
    ['charge.refunded', 'charge', 'ch_1', { reference: 'charge:ch_1' }],
    ['refund.failed', 'refund', 're_1', { reference: 'refund:re_1' }],
    ['charge.dispute.created', 'dispute', 'du_1', { reference: 'dispute:du_1' }],
    ['review.opened', 'review', 'prv_1', { reference: 'review:prv_1' }],
    [
      'radar.early_fraud_warning.created',
      'radar.early_fraud_warning',
      'issfr_1',
      { reference: 'radar.early_fraud_warning:issfr_1' },
    ],
    ['customer.created', 'customer', 'cus_1', null],
  ])('F02: a thin %s says where to look', (type, object, id, subject) => {
    const thin = {
      id: 'evt_2',
      object: 'v2.core.event',
      type: `v1.${type}`,
      livemode: true,
      created: '2026-10-01T00:00:00.000Z',
      related_object: { id, type: object, url: `/v1/${id}` },
    }

    expect(read(thin)).toEqual({ id: 'evt_2', type: thin.type, livemode: true, subject })
  })

  it.each([
    ['a session without id', event('checkout.session.completed', {})],
    ['a session event without its data', { ...event('checkout.session.completed', {}), data: undefined }],
    ['a thin session event without its object', { ...event('v1.checkout.session.completed', {}), data: undefined }],
    ['null in place of a session', event('checkout.session.completed', null)],
    ['a number in place of a payment', event('charge.refunded', { id: 'ch_1', payment_intent: 7 })],
    ['a refund of nothing', event('refund.created', { id: 're_1' })],
  ])('F18: %s is kept, and about itself', (_what, value) => {
    expect(read(value).subject).toEqual({ reference: 'event:evt_1' })
  })

  it.each([
    ['null', null],
    ['a list', [event('customer.created', {})]],
    ['no id', { ...event('customer.created', {}), id: undefined }],
    ['no mode', { ...event('customer.created', {}), livemode: undefined }],
  ])('refuses %s as malformed', (_what, value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: 'malformed_webhook' }))
  })

  it.each([
    ['no JSON', new TextEncoder().encode('{')],
    ['nothing', new Uint8Array()],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('refuses %s', (_what, body) => {
    expect(() => readEvent(body)).toThrow(expect.objectContaining({ code: 'malformed_webhook' }))
  })
})
