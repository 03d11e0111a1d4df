import { describe, expect, it } from 'vitest'
import {
  fulfillmentIdOf,
  giveBack,
  type OrderScenario,
  parcel,
  pay,
  snapshot,
  start,
  submitted,
  target,
  told,
} from '../../test/order-scenario.ts'
import type { CancelResult } from '../fulfillment/fulfillment-results.ts'
import type { OrderCommand } from './order-commands.ts'

const cancel = { type: 'request_cancel', reason: 'not needed' } as const
const full: OrderCommand = {
  type: 'request_refund',
  refundId: 'r1',
  scope: { kind: 'full' },
  reason: 'gave up',
  note: null,
  actor: 'admin:1',
}
const reprint: OrderCommand = {
  type: 'request_reprint',
  fulfillment: target,
  lines: [],
  reason: 'damaged',
  recipient: null,
  needsApproval: false,
  actor: 'admin:1',
}
const shipped = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
const halfSent = () =>
  submitted({ status: 'partially_shipped', shipments: [parcel({ status: 'shipped' }), parcel({ id: 'shp_2' })] })
/** The first print has left, the second is as far as that. */
const reprinted = (status: 'pending' | 'submitting' | 'submitted'): OrderScenario => {
  const asked = shipped().when(reprint)
  if (status === 'pending') return asked
  return status === 'submitting' ? start(asked, 2) : record(start(asked, 2))
}
const record = (scenario: OrderScenario): OrderScenario =>
  scenario.when({
    type: 'record_submission',
    fulfillmentId: fulfillmentIdOf(scenario, 2),
    result: { snapshot: snapshot({ providerOrderId: 'ord_2' }), alreadyExisted: false, mismatches: [] },
    readAt: new Date('2026-01-01T02:00:00Z'),
  })
const answer = (scenario: OrderScenario, generation: number, result: CancelResult): OrderScenario =>
  scenario.when({
    type: 'record_cancel',
    fulfillmentId: fulfillmentIdOf(scenario, generation),
    result,
    readAt: new Date('2026-01-01T03:00:00Z'),
  })
const attention = ({ order }: OrderScenario) => order.attention.map(({ code, subject }) => [code, subject])
const kinds = ({ last }: OrderScenario) => last.effects.map(({ kind }) => kind)

describe('cancelling what has not left of an order that has', () => {
  it('given a reprint at the provider, then it is stopped, the order stays as it was, and no money moves', () => {
    const asked = reprinted('submitted').when(cancel)
    expect(asked.order.cancelRequest?.fulfillmentIds).toEqual([fulfillmentIdOf(asked, 2)])
    expect(asked.last.effects).toEqual([{ kind: 'cancel_order' }])
    const over = answer(asked, 2, { outcome: 'cancelled', snapshot: null })
    expect(over.order).toMatchObject({ status: 'shipped', cancelRequest: null, closedAs: null, attention: [] })
    expect(over.last.events).toContain('cancel_finished')
    expect(over.last.effects).toEqual([])
  })

  it('given a reprint that nobody has, then it ends at once', () => {
    const over = reprinted('pending').when(cancel)
    expect(over.order).toMatchObject({
      cancelRequest: null,
      fulfillments: [{}, { status: 'cancelled' }],
      attention: [],
    })
    expect(over.last.effects).toEqual([])
  })

  it('given it is too late for the reprint, then a person is told which', () => {
    const late = answer(reprinted('submitted').when(cancel), 2, { outcome: 'refused', snapshot: null })
    expect(late.order.cancelRequest).toBeNull()
    expect(attention(late)).toEqual([['cancel_refused', fulfillmentIdOf(late, 2)]])
  })

  it('given a part of the only print has left, then it is refused', () => {
    expect(halfSent().when(cancel).refused).toBe('already_shipped')
  })
})

describe('INV-12 all money goes back while something is printed', () => {
  it.each(['submitting', 'submitted'] as const)('given a reprint that is %s, then it is stopped', (status) => {
    for (const back of [full, pay({ amountRefunded: 10_700 })]) {
      const refunded = reprinted(status).when(back)
      expect(kinds(refunded)).toContain('cancel_order')
      expect(refunded.order.cancelRequest?.fulfillmentIds).toEqual([fulfillmentIdOf(refunded, 2)])
    }
  })

  it('F25 given its answer is not there yet, then it is found out and stopped', () => {
    const refunded = reprinted('submitting').when(full)
    const finished = refunded.when({ type: 'finish_cancel', refused: [] })
    expect(finished.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: fulfillmentIdOf(refunded, 2) }])
    const found = record(finished)
    expect(kinds(found)).toContain('cancel_order')
    expect(answer(found, 2, { outcome: 'cancelled', snapshot: null }).order.cancelRequest).toBeNull()
  })

  it('given one of two parcels has left, then the rest is stopped if it can be, and a person is told if not', () => {
    const refunded = halfSent().when(full)
    expect(kinds(refunded)).toEqual(['refund_payment', 'cancel_order'])
    const late = answer(refunded, 1, { outcome: 'refused', snapshot: null })
    expect(attention(late)).toEqual([['cancel_refused', fulfillmentIdOf(late)]])
    const shipments = [parcel({ status: 'shipped' }), parcel({ id: 'shp_2', status: 'cancelled' })]
    const stopped = answer(refunded, 1, {
      outcome: 'cancelled',
      snapshot: snapshot({ status: 'cancelled', shipments }),
    })
    expect(stopped.order).toMatchObject({ closedAs: null, cancelRequest: null, attention: [] })
  })

  it('given one print goes on and another can be stopped, then both are asked and one is told of', () => {
    const open = halfSent().when(reprint)
    expect(open.refused).toBeNull()
    const refunded = record(start(open, 2)).when(full)
    expect(refunded.order.cancelRequest?.fulfillmentIds).toHaveLength(2)
    const first = answer(refunded, 1, { outcome: 'refused', snapshot: null })
    // A crash here leaves the request, so the other one is asked all the same.
    expect(first.order.cancelRequest).not.toBeNull()
    const second = answer(first, 2, { outcome: 'cancelled', snapshot: null })
    const over = second.when({ type: 'finish_cancel', refused: [fulfillmentIdOf(second)] })
    expect(over.order.cancelRequest).toBeNull()
    expect(attention(over)).toEqual([['cancel_refused', fulfillmentIdOf(over)]])
  })

  it('given a customer had asked to stop the reprint, then the rest is asked for, too', () => {
    const asked = record(start(halfSent().when(reprint), 2)).when(cancel)
    expect(asked.order.cancelRequest?.fulfillmentIds).toEqual([fulfillmentIdOf(asked, 2)])
    const refunded = asked.when(full)
    expect(refunded.order.cancelRequest?.fulfillmentIds).toHaveLength(2)
  })

  it('given a print was sent before it could be stopped, then a person is told', () => {
    const refunded = giveBack(submitted().when(full))
    const sent = told(refunded, { status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
    const over = sent.when({ type: 'finish_cancel', refused: [] })
    expect(attention(over)).toEqual([['cancel_refused', fulfillmentIdOf(over)]])
    expect(over.order).toMatchObject({ cancelRequest: null, paymentStatus: 'refunded' })
  })
})
