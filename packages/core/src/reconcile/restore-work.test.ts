import { orderFixture, unpaidOrderFixture } from '@quoin/testing'
import { describe, expect, test } from 'vitest'
import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { AttentionCode } from '../order/attention.ts'
import type { Order } from '../order/order.ts'
import { leadingEffects } from './restore-work.ts'

const now = new Date('2026-03-10T12:00:00Z')
const whole = orderFixture()
const [print] = whole.fulfillments

function given(status: Fulfillment['status'], changes: Partial<Order> = {}, ofPrint: Partial<Fulfillment> = {}): Order {
  if (!print) throw new Error('The fixture has no print.')
  const isSent = !['pending', 'submitting'].includes(status)
  const fulfillment = {
    ...print,
    status,
    providerOrderId: isSent ? 'ord_1' : null,
    shipments: [],
    approval: null,
    ...ofPrint,
  }
  const refundBalance = { target: 0, cameBack: 0, settled: 0, attempts: 0, attempt: null }
  const quiet = { attention: [], refunds: [], refundBalance, edit: null, cancelRequest: null, closedAs: null }
  return { ...whole, ...quiet, paymentStatus: 'paid', fulfillments: [fulfillment], ...changes }
}

const kinds = (order: Order) => leadingEffects(order, now).map(({ kind }) => kind)
const attention = (code: AttentionCode, subject: string | null = null) => ({
  attention: [{ code, subject, message: '', path: null, url: null, since: now }],
})
const edit = { id: 'edit-1', tried: null, shippingMethod: 'Express', requestedBy: 'admin:1', requestedAt: now }

describe('what must be under way', () => {
  test.each<[string, Order, string[]]>([
    ['a print that was not sent', given('pending'), ['submit_fulfillment']],
    ['one whose answer is open', given('submitting'), ['submit_fulfillment']],
    ['one at the provider', given('in_production'), ['refresh_fulfillment']],
    ['one that has ended', given('shipped'), []],
    [
      'a cancel',
      given('submitted', { cancelRequest: { reason: '', at: now, fulfillmentIds: [] } }),
      ['cancel_order', 'refresh_fulfillment'],
    ],
    ['a change', given('submitted', { edit }), ['apply_edit', 'refresh_fulfillment']],
    ['a print behind a change', given('pending', { edit }), ['apply_edit']],
    ['a doubt about the payment', given('pending', attention('payment_disputed')), []],
    ['a print that is held', given('pending', attention('cost_above_limit', print?.id ?? '')), []],
    [
      'a print of which only its answer is open, in doubt',
      given('submitting', attention('payment_disputed')),
      ['submit_fulfillment'],
    ],
    [
      'a reprint that waits for a second person',
      given('pending', {}, { approval: { requestedBy: 'admin:1', approvedBy: null, recipient: null } }),
      [],
    ],
    ['a closed order', given('cancelled', { closedAs: 'cancelled' }), []],
  ])('%s', (_, order, expected) => {
    expect(kinds(order)).toEqual(expected)
  })

  test('a refund that has not gone through, also of an order that is closed', () => {
    const payment = { ...whole.payment, amountCaptured: 1_000, amountRefunded: 100 }
    const refundBalance = { target: 300, cameBack: 0, settled: 0, attempts: 1, attempt: null }
    const owing = { payment, refundBalance }
    const owed = { kind: 'refund_payment' }
    expect(leadingEffects(given('shipped', owing), now)).toEqual([owed])
    expect(leadingEffects(given('cancelled', { ...owing, closedAs: 'cancelled' }), now)).toEqual([owed])
    expect(kinds(given('shipped', { ...owing, payment: { ...payment, amountRefunded: 300 } }))).toEqual([])
  })

  test('the end of an order that nobody paid, when its page must long be closed', () => {
    const ago = (hours: number) => ({ createdAt: new Date(now.getTime() - hours * 3_600_000) })
    expect(kinds(unpaidOrderFixture(ago(26)))).toEqual(['expire_checkout'])
    expect(kinds(unpaidOrderFixture(ago(25)))).toEqual([])
    // A delayed payment takes days.
    expect(kinds(unpaidOrderFixture({ ...ago(90), paymentStatus: 'processing' }))).toEqual([])
    expect(kinds(unpaidOrderFixture({ ...ago(90), status: 'expired', closedAs: 'expired' }))).toEqual([])
  })
})
