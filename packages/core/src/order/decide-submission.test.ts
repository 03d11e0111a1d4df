import { describe, expect, it } from 'vitest'
import {
  fulfillmentIdOf,
  openDispute,
  paid,
  pay,
  snapshot,
  start,
  startedSubmission,
  submitted,
  target,
  told,
} from '../../test/order-scenario.ts'

const readAt = new Date('2026-01-01T01:00:00Z')

describe('sending a print', () => {
  it('INV-13 stores key and body before the first call, and never changes them', () => {
    const first = startedSubmission()
    expect(first.order.fulfillments).toMatchObject([
      { status: 'submitting', idempotencyKey: 'order-1:1', request: '{"a":1}', requestHash: 'hash' },
    ])
    const fulfillmentId = fulfillmentIdOf(first)
    const again = first.when({
      type: 'start_submission',
      fulfillmentId,
      request: '{"b":2}',
      basis: '',
      requestHash: 'other',
      quotedCost: null,
      livemode: false,
    })
    expect(again.last.events).toEqual([])
    expect(again.order.fulfillments).toMatchObject([{ request: '{"a":1}', requestHash: 'hash' }])
  })

  it('F34 given a lost answer, when the order existed already, then it is adopted', () => {
    const begun = startedSubmission()
    const adopted = begun.when({
      type: 'record_submission',
      fulfillmentId: fulfillmentIdOf(begun),
      result: { snapshot: snapshot(), alreadyExisted: true, mismatches: [] },
      readAt,
    })
    expect(adopted.order).toMatchObject({
      status: 'submitted',
      attention: [],
      fulfillments: [{ status: 'submitted', providerOrderId: 'ord_1' }],
    })
  })

  it('F39 F40 given what existed is another order, then a person is asked', () => {
    const begun = startedSubmission()
    const adopted = begun.when({
      type: 'record_submission',
      fulfillmentId: fulfillmentIdOf(begun),
      result: { snapshot: snapshot({ status: 'cancelled' }), alreadyExisted: true, mismatches: ['items'] },
      readAt,
    })
    expect(adopted.order.attention.map((a) => a.code)).toEqual(['submission_mismatch', 'provider_order_cancelled'])
  })

  it('F45 given a definite no, then a person is told which field is at fault, and a retry is another print', () => {
    const begun = startedSubmission()
    const rejected = begun.when({
      type: 'reject_submission',
      fulfillmentId: fulfillmentIdOf(begun),
      message: 'items[0].sku: SkuNotFound',
      path: 'items[0].sku',
    })
    expect(rejected.order).toMatchObject({
      status: 'paid',
      attention: [{ code: 'submission_rejected', path: 'items[0].sku' }],
      fulfillments: [{ status: 'rejected' }],
    })
    expect(rejected.last.effects).toEqual([])
    const retried = rejected.when({ type: 'retry_order', fulfillment: target })
    expect(retried.order).toMatchObject({
      attention: [],
      fulfillments: [
        { status: 'rejected', idempotencyKey: 'order-1:1' },
        { status: 'pending', generation: 2, idempotencyKey: 'order-1:2' },
      ],
    })
  })

  it('given the outcome is open, when a person retries, then it is the same print', () => {
    const begun = startedSubmission()
    const retried = begun.when({ type: 'retry_order', fulfillment: target })
    expect(retried.order.fulfillments).toHaveLength(1)
    expect(retried.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: fulfillmentIdOf(begun) }])
  })

  it('given it is sent, when a person submits it again, then nothing is sent', () => {
    const again = submitted().when({ type: 'submit_order', fulfillment: target })
    expect(again.last).toEqual({ events: [], effects: [] })
    expect(again.refused).toBeNull()
  })

  it('F27 given a dispute before it was sent, then it is sent when the shop has won, or a person approves it', () => {
    const disputed = paid().when(pay({ dispute: openDispute }))
    expect(start(disputed).refused).toBe('payment_not_clear')
    expect(start(disputed.when(pay({ dispute: { ...openDispute, status: 'won' } }))).refused).toBeNull()
    const approved = disputed.when({ type: 'submit_order', fulfillment: target })
    expect(start(approved).refused).toBeNull()
  })

  it('INV-2 given a person resolves a dispute that goes on, then the unsent print still asks for somebody', () => {
    const resolved = paid()
      .when(pay({ dispute: openDispute }))
      .when({ type: 'resolve_attention', code: null })
    expect(resolved.order.attention.map((a) => a.code)).toEqual(['payment_disputed'])
  })

  it('F27 given it was approved before a dispute, then that is no approval of the dispute', () => {
    const approved = paid().when({ type: 'submit_order', fulfillment: target })
    const disputed = approved.when(pay({ dispute: openDispute }))
    expect(start(disputed).refused).toBe('attention_open')
    expect(start(disputed.when({ type: 'submit_order', fulfillment: target })).refused).toBeNull()
  })

  it('INV-3 given all money is back, then nothing more is printed, whatever else is said of the payment', () => {
    const begun = submitted()
      .when(pay({ dispute: openDispute }))
      .when(pay({ dispute: openDispute, amountRefunded: 10_700 }))
    const dropped = told(begun, { status: 'cancelled' })
    expect(dropped.when({ type: 'submit_order', fulfillment: target }).refused).toMatch(
      /order_closed|payment_not_clear|cancel_requested/,
    )
  })

  it('given the provider cancelled it by itself, when a person asks, then it is another print', () => {
    const dropped = told(submitted(), { status: 'cancelled' })
    const again = dropped.when({ type: 'submit_order', fulfillment: target })
    expect(again.order).toMatchObject({ attention: [], fulfillments: [{ status: 'cancelled' }, { generation: 2 }] })
  })

  it('given it was rejected and is printed after all, then a person is told', () => {
    const begun = startedSubmission()
    const fulfillmentId = fulfillmentIdOf(begun)
    const rejected = begun.when({ type: 'reject_submission', fulfillmentId, message: 'no', path: null })
    const printed = told(rejected, { status: 'submitted' })
    expect(printed.order.attention.map((a) => a.code)).toContain('unexpected_print')
  })

  it('INV-3 given it is not paid or not any more, then the last look forbids to send', () => {
    const refunded = paid().when(pay({ amountRefunded: 10_700 }))
    expect(start(refunded).refused).toBe('not_submittable')
    expect(start(paid().when(pay({ dispute: openDispute }))).refused).toBe('payment_not_clear')
    const cancelling = startedSubmission().when({ type: 'request_cancel', reason: 'changed my mind' })
    expect(cancelling.when({ type: 'submit_order', fulfillment: target }).refused).toBe('cancel_requested')
  })
})
