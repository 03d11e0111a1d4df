import { describe, expect, it } from 'vitest'
import {
  checkedOut,
  fulfillmentIdOf,
  newOrder,
  type OrderScenario,
  paid,
  parcel,
  pay,
  snapshot,
  startedSubmission,
  submitted,
  told,
} from '../../test/order-scenario.ts'
import type { CancelResult } from '../fulfillment/fulfillment-results.ts'

const cancel = { type: 'request_cancel', reason: 'changed my mind' } as const
const answer = (scenario: OrderScenario, result: CancelResult): OrderScenario =>
  scenario.when({
    type: 'record_cancel',
    fulfillmentId: fulfillmentIdOf(scenario),
    result,
    readAt: new Date('2026-01-01T03:00:00Z'),
  })
const refundOfAll = { kind: 'refund_payment' }

describe('cancelling', () => {
  it('given no checkout was started, then the order is over at once', () => {
    expect(newOrder().when(cancel).order.status).toBe('cancelled')
  })

  it('given it is not paid, then the page is closed first; what is paid meanwhile goes back', () => {
    const asked = checkedOut().when(cancel)
    expect(asked.last.effects).toEqual([{ kind: 'expire_checkout', delayMs: 0 }])
    expect(asked.order.status).toBe('pending')
    expect(asked.when(pay({ money: 'none', state: 'expired' })).order.status).toBe('cancelled')
    const raced = asked.when(pay())
    expect(raced.order.fulfillments).toEqual([])
    expect(raced.last.effects).toEqual([{ kind: 'cancel_order' }])
    const over = raced.when({ type: 'finish_cancel', refused: [] })
    expect(over.order.status).toBe('cancelled')
    expect(over.last.effects).toEqual([refundOfAll])
  })

  it('given a delayed payment is under way, when a cancel is tried again, then nothing is closed over the money', () => {
    const asked = checkedOut()
      .when(pay({ money: 'processing' }))
      .when(cancel)
    const retried = asked.when({ type: 'retry_order', fulfillment: { provider: 'prodigi', livemode: false } })
    expect(retried.last.effects).toEqual([{ kind: 'expire_checkout', delayMs: 0 }])
    expect(retried.when({ type: 'finish_cancel', refused: [] }).order.closedAs).toBeNull()
  })

  it('given it is paid and nothing was sent, then it is over at once and all money goes back', () => {
    const over = paid().when(cancel)
    expect(over.order).toMatchObject({ status: 'cancelled', fulfillments: [{ status: 'cancelled' }] })
    expect(over.last.effects).toEqual([refundOfAll])
  })

  it('INV-11 given it was sent, then the provider is asked first and no money goes back before its answer', () => {
    const asked = submitted().when(cancel)
    expect(asked.last.effects).toEqual([{ kind: 'cancel_order' }])
    expect(asked.order.status).toBe('submitted')
    expect(asked.when({ type: 'finish_cancel', refused: [] }).last.effects).toEqual([])
    const over = answer(asked, { outcome: 'cancelled', snapshot: null })
    expect(over.order.status).toBe('cancelled')
    expect(over.last.effects).toEqual([refundOfAll])
  })

  it('F59 given it was too late, then nothing is refunded and a person is told', () => {
    const late = answer(submitted().when(cancel), {
      outcome: 'refused',
      snapshot: snapshot({ status: 'in_production' }),
    })
    expect(late.order).toMatchObject({
      status: 'in_production',
      cancelRequest: null,
      attention: [{ code: 'cancel_refused' }],
    })
    expect(late.last.effects.filter((e) => e.kind === 'refund_payment')).toEqual([])
  })

  it('F57 given only a part was cancelled, then nothing is refunded by itself', () => {
    const shipments = [parcel({ status: 'cancelled' }), parcel({ id: 'shp_2' })]
    const part = answer(submitted().when(cancel), { outcome: 'partial', snapshot: snapshot({ shipments }) })
    expect(part.order.attention.map((a) => a.code)).toContain('partially_cancelled')
    expect(part.last.effects).toMatchObject([{ kind: 'refresh_fulfillment' }])
  })

  it('F25 given the submission has no answer yet, then it is resolved first and cancelled after', () => {
    const asked = startedSubmission().when(cancel)
    const fulfillmentId = fulfillmentIdOf(asked)
    expect(asked.when({ type: 'finish_cancel', refused: [] }).last.effects).toMatchObject([
      { kind: 'submit_fulfillment', fulfillmentId },
    ])
    const result = { snapshot: snapshot(), alreadyExisted: false, mismatches: [] }
    const resolved = asked.when({ type: 'record_submission', fulfillmentId, result, readAt: new Date() })
    // Looked at again all the same: the cancel may be refused.
    expect(resolved.last.effects).toMatchObject([{ kind: 'refresh_fulfillment' }, { kind: 'cancel_order' }])
  })

  it('given a parcel has left, then it is refused', () => {
    const shipped = told(submitted(), { status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
    expect(shipped.when(cancel).refused).toBe('already_shipped')
  })

  it.each([
    ['the print was sent meanwhile', snapshot({ status: 'shipped' })],
    [
      'a parcel was sent and the rest cancelled',
      snapshot({ status: 'cancelled', shipments: [parcel({ status: 'shipped' })] }),
    ],
  ])('INV-11 given %s, then no money goes back and a person is told', (_, answered) => {
    const asked = submitted().when(cancel)
    const sent = told(asked, answered).when({ type: 'finish_cancel', refused: [] })
    expect(sent.last.effects).toEqual([])
    expect(sent.order).toMatchObject({ closedAs: null, cancelRequest: null })
    expect(sent.order.attention.map((a) => a.code)).toContain('cancel_refused')
    const byCancel = answer(asked, { outcome: 'cancelled', snapshot: answered })
    expect(byCancel.last.effects.filter((e) => e.kind === 'refund_payment')).toEqual([])
  })

  it('given it was closed and the provider sends it after all, then a person is told', () => {
    const closed = answer(submitted().when(cancel), { outcome: 'cancelled', snapshot: null })
    const sent = told(closed, { status: 'shipped' })
    expect(sent.order).toMatchObject({ status: 'cancelled', attention: [{ code: 'unexpected_print' }] })
  })

  it('settles the reasons that its prints had', () => {
    const pending = paid()
    const reason = { code: 'preflight_failed', message: 'no' } as const
    const held = pending.when({ type: 'hold_submission', fulfillmentId: fulfillmentIdOf(pending), reason })
    expect(held.when(cancel).order).toMatchObject({ status: 'cancelled', attention: [] })
  })

  it('twice is once', () => {
    const over = paid().when(cancel).when(cancel)
    expect(over.last).toEqual({ events: [], effects: [] })
  })
})
