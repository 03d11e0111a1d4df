import { orderFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import type { Ledgers } from './ledgers.ts'

const plain = orderFixture()
const [print] = plain.fulfillments
const order = {
  ...plain,
  attention: [],
  payment: { ...plain.payment, amountCaptured: 10_700, amountRefunded: 0 },
  fulfillments: print ? [{ ...print, providerOrderId: 'ord_1' }] : [],
}
const charge = {
  ...{ kind: 'charges' as const, paymentIntentId: 'pi_1', amount: 10_700, currency: 'usd' },
  ...{ at: '2026-03-01T09:00:00.000Z', clientReferenceId: order.id },
}
const refund = { ...charge, kind: 'refunds' as const }
const made = {
  ...{ id: 'ord_1', idempotencyKey: 'key', merchantReference: order.number, at: '2026-03-01T09:00:05.000Z' },
  body: { metadata: { orderId: order.id, fulfillmentId: print?.id ?? '' } },
}
const asking = { ...order, attention: plain.attention.slice(0, 1) }
const alert = { code: 'provider_payment_required', orderId: order.id }
const claim = { at: 1, pid: 1, name: 'worker-1', id: 'job', fence: 3, kind: 'sync_payment', attempts: 1, crashes: 0 }
const kept: Ledgers = {
  money: [charge],
  prints: [made],
  cancelledPrints: new Set(),
  orders: [order],
  deadJobs: [],
  alerts: [],
  letters: [{ type: 'order_confirmed', orderId: order.id, idempotencyKey: 'letter' }],
  claims: [claim],
}
const unprinted = { ...order, fulfillments: [] }
const unsent = { ...order, fulfillments: order.fulfillments.map((one) => ({ ...one, status: 'submitting' as const })) }

describe('the comparison of the ledgers', () => {
  it('given one print for one payment, then no promise is broken, and all money is accounted for', () => {
    expect(judge(kept)).toEqual({
      violations: [],
      sheets: { usd: { captured: 10_700, refunded: 0, printed: 10_700, inReview: 0, lost: 0 } },
      duplicatePrints: 0,
      lostPayments: 0,
    })
  })

  it('given a job that died although its print was made, then nobody has to be asked', () => {
    const deadJobs = [{ kind: 'submit_fulfillment', orderId: order.id, lastError: 'gone' }]
    expect(judge({ ...kept, deadJobs }).violations).toEqual([])
  })

  it('given no print, and a person who was told, then the money waits for that person', () => {
    const { violations, sheets } = judge({
      ...kept,
      prints: [],
      orders: [{ ...asking, fulfillments: [] }],
      alerts: [alert],
    })
    expect(violations).toEqual([])
    expect(sheets['usd']).toMatchObject({ inReview: 10_700, lost: 0 })
  })

  it.each<[string, Partial<Ledgers>, Partial<Ledgers>?]>([
    ['INV-1', { prints: [made, { ...made, id: 'ord_2' }] }],
    ['INV-2', { prints: [], orders: [unprinted] }],
    ['INV-2', { prints: [], orders: [] }],
    ['INV-2', { prints: [], orders: [{ ...asking, fulfillments: [] }] }],
    ['INV-2', { cancelledPrints: new Set(['ord_1']) }],
    ['INV-3', { prints: [{ ...made, at: '2026-03-01T08:59:59.000Z' }] }],
    ['INV-8', { claims: [claim, { ...claim, pid: 2 }] }],
    ['INV-12', { money: [charge, refund], prints: [{ ...made, at: '2026-03-01T09:05:00.000Z' }] }],
    ['INV-15', { deadJobs: [{ kind: 'cancel_order', orderId: order.id, lastError: 'gone' }] }],
    ['INV-15', { orders: [unsent], deadJobs: [{ kind: 'submit_fulfillment', orderId: order.id, lastError: 'gone' }] }],
    ['INV-16', { letters: [] }],
    ['INV-19', { orders: [asking] }],
    ['INV-21', { money: [{ ...charge, amount: 10_600 }] }],
    ['INV-21', { money: [charge, refund] }],
    ['INV-21', { prints: [] }],
    ['INV-21', { money: [], prints: [], orders: [unprinted] }],
  ])('finds a broken %s', (invariant, changes) => {
    expect(judge({ ...kept, ...changes }).violations.map((one) => one.invariant)).toContain(invariant)
  })
})
