import { describe, expect, it } from 'vitest'
import {
  address,
  fulfillmentIdOf,
  type OrderScenario,
  paid,
  parcel,
  pay,
  snapshot,
  start,
  submitted,
  target,
  told,
} from '../../test/order-scenario.ts'
import type { OrderCommand } from './order-commands.ts'

const reprint = (more: Partial<Extract<OrderCommand, { type: 'request_reprint' }>> = {}): OrderCommand => ({
  type: 'request_reprint',
  fulfillment: target,
  lines: [],
  reason: 'lost in the post',
  recipient: null,
  needsApproval: false,
  actor: 'admin:1',
  ...more,
})
const sent = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
const asked = (scenario: OrderScenario) => fulfillmentIdOf(scenario, 2)

describe('printing again', () => {
  it('given a copy was refunded before it was printed, then a reprint of all does not print it', () => {
    const scope = { kind: 'lines', lines: [{ itemId: 'item-1', quantity: 1 }], shipping: false } as const
    const refund = { type: 'request_refund', refundId: 'r', scope, reason: 'x', note: null, actor: 'admin:1' } as const
    const begun = start(paid().when(refund))
    const result = { snapshot: snapshot({ status: 'shipped' }), alreadyExisted: false, mismatches: [] }
    const left = begun.when({
      ...{ type: 'record_submission', fulfillmentId: fulfillmentIdOf(begun), result },
      readAt: new Date('2026-01-01T02:00:00Z'),
    })
    expect(left.when(reprint()).order.fulfillments[1]?.lines).toEqual([{ itemId: 'item-1', quantity: 1 }])
    const both = left.when(reprint({ lines: [{ itemId: 'item-1', quantity: 2 }] }))
    expect([both.refused, both.fault]).toEqual(['line_not_found', 'lines[0].quantity'])
  })

  it('F68 given it was sent, then another generation follows, under a key of its own, with its reason and what it stands in for', () => {
    const again = sent().when(reprint())
    expect(again.order.fulfillments).toMatchObject([
      { generation: 1, idempotencyKey: 'order-1:1', replaces: null },
      {
        generation: 2,
        idempotencyKey: 'order-1:2',
        status: 'pending',
        reason: 'lost in the post',
        replaces: fulfillmentIdOf(again),
        lines: [{ itemId: 'item-1', quantity: 2 }],
        approval: null,
      },
    ])
    expect(again.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: asked(again) }])
    expect(again.order.status).toBe('shipped')
  })

  it('given some copies only, then only those are printed', () => {
    const again = sent().when(reprint({ lines: [{ itemId: 'item-1', quantity: 1 }] }))
    expect(again.order.fulfillments[1]?.lines).toEqual([{ itemId: 'item-1', quantity: 1 }])
  })

  it('INV-7 given the reprint goes its way, then what was delivered stays delivered', () => {
    const arrived = sent().when({ type: 'mark_delivered', shipmentId: null })
    const again = start(arrived.when(reprint()), 2)
    expect(again.order.status).toBe('delivered')
  })

  it('given it came back, then the reprint can go somewhere else, and the history says where it went before', () => {
    const recipient = { ...address, line1: '2 Harbour Road' }
    const again = sent().when(reprint({ recipient }))
    expect(again.order).toMatchObject({ shippingAddress: recipient, edit: null })
    expect(again.last.events).toEqual(['order_edited', 'fulfillment_requested'])
    const printing = submitted({
      status: 'partially_shipped',
      shipments: [parcel({ status: 'shipped' }), parcel({ id: 'shp_2' })],
    })
    expect(printing.when(reprint({ recipient })).refused).toBe('not_editable')
  })

  it.each([
    ['nothing is paid yet', () => paid().when({ type: 'request_cancel', reason: 'x' }), {}, 'order_closed'],
    ['the first print is under way', () => submitted({ status: 'in_production' }), {}, 'nothing_to_reprint'],
    ['another reprint is under way', () => sent().when(reprint()), {}, 'reprint_open'],
    ['a line is not of the order', sent, { lines: [{ itemId: 'x', quantity: 1 }] }, 'line_not_found'],
    ['there are more copies than were bought', sent, { lines: [{ itemId: 'item-1', quantity: 3 }] }, 'line_not_found'],
    [
      'real money would make test prints',
      sent,
      { fulfillment: { provider: 'prodigi', livemode: true } },
      'mode_mismatch',
    ],
  ] as const)('given %s, then it is refused', (_what, given, more, code) => {
    expect(given().when(reprint(more)).refused).toBe(code)
  })

  it('given all its parcels were cancelled, then there is nothing to print again', () => {
    const dropped = submitted({ status: 'shipped', shipments: [parcel({ status: 'cancelled', itemIds: ['item-1'] })] })
    expect(dropped.when(reprint()).refused).toBe('nothing_to_reprint')
    const named = dropped.when(reprint({ lines: [{ itemId: 'item-1', quantity: 1 }] }))
    expect(named.refused).toBe('nothing_to_reprint')
  })

  it('given lines or an address that can not be, then the field is named', () => {
    expect(sent().when(reprint({ lines: [{ itemId: 'x', quantity: 1 }] })).fault).toBe('lines[0].itemId')
    const printing = submitted({ status: 'partially_shipped', shipments: [parcel({ status: 'shipped' })] })
    expect(printing.when(reprint({ recipient: address })).fault).toBe('recipient')
  })
})

describe('the consent of a second person', () => {
  const waiting = () => sent().when(reprint({ needsApproval: true }))

  it('given it is needed, then nothing is sent before, by no way', () => {
    const scenario = waiting()
    expect(scenario.order.attention).toMatchObject([{ code: 'approval_required', subject: asked(scenario) }])
    expect(scenario.last.effects).toEqual([])
    expect(start(scenario, 2).refused).toBe('second_person_required')
    expect(scenario.when({ type: 'submit_order', fulfillment: target }).refused).toBe('second_person_required')
    const retried = scenario.when({ type: 'retry_order', fulfillment: target })
    expect(retried.last.effects).toEqual([])
  })

  it('given the same person agrees, then it does not count', () => {
    const scenario = waiting()
    const same = { type: 'approve_reprint', fulfillmentId: asked(scenario), actor: 'admin:1' } as const
    expect(scenario.when(same).refused).toBe('second_person_required')
  })

  it('given another person agrees, then it is sent, once', () => {
    const scenario = waiting()
    const agree = { type: 'approve_reprint', fulfillmentId: asked(scenario), actor: 'admin:2' } as const
    const agreed = scenario.when(agree)
    expect(agreed.order.attention).toEqual([])
    expect(agreed.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: asked(scenario) }])
    expect(agreed.when(agree).refused).toBe('approval_not_open')
    expect(start(agreed, 2).order.fulfillments[1]).toMatchObject({
      status: 'submitting',
      approval: { requestedBy: 'admin:1', approvedBy: 'admin:2' },
    })
  })

  it('given it is refused, then it ends, and another can be asked for', () => {
    const scenario = waiting()
    const no = { type: 'reject_reprint', fulfillmentId: asked(scenario), reason: 'too dear' } as const
    const refused = scenario.when(no)
    expect(refused.order).toMatchObject({ attention: [], fulfillments: [{}, { status: 'cancelled' }] })
    expect(refused.when(no).refused).toBe('approval_not_open')
    expect(refused.when(reprint()).refused).toBeNull()
  })

  it('INV-2 given somebody resolves its reason, then it says again that it waits', () => {
    const scenario = waiting().when({ type: 'resolve_attention', code: null })
    expect(scenario.order.attention).toMatchObject([{ code: 'approval_required', subject: asked(scenario) }])
    const no = scenario.when({ type: 'reject_reprint', fulfillmentId: asked(scenario), reason: 'too dear' })
    expect(no.order.attention).toEqual([])
  })

  it('given all money goes back meanwhile, then the reprint ends with it', () => {
    const scenario = told(waiting(), { status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
    const back = scenario.when(pay({ amountRefunded: 10_700 }))
    expect(back.order).toMatchObject({ attention: [], fulfillments: [{ status: 'shipped' }, { status: 'cancelled' }] })
  })
})
