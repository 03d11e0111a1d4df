import { describe, expect, it } from 'vitest'
import {
  address,
  checkedOut,
  fulfillmentIdOf,
  type OrderScenario,
  paid,
  parcel,
  pay,
  start,
  startedSubmission,
  submitted,
  target,
  told,
} from '../../test/order-scenario.ts'
import type { EditPart, OrderChange } from './order-edit.ts'

const elsewhere = { ...address, name: 'Grace Hopper', line1: '2 Harbour Road' }
const edit = (change: OrderChange = { recipient: elsewhere }) =>
  ({ type: 'request_edit', change, fulfillment: target, actor: 'customer:ada' }) as const
const idOf = ({ order }: OrderScenario) => order.edit?.id ?? 'gone'
const answer = (asked: OrderScenario, outcome: 'taken' | 'refused', part: EditPart = 'recipient') =>
  asked.when({
    type: 'record_edit',
    editId: idOf(asked),
    part,
    outcome,
    message: outcome === 'taken' ? null : 'Too late.',
  })
const finish = (asked: OrderScenario, editId = idOf(asked)) => asked.when({ type: 'finish_edit', editId })

describe('a change of what nobody has yet', () => {
  it('given the print was not sent, then it is changed at once and sent to the new address', () => {
    const changed = paid().when(edit())
    expect(changed.order).toMatchObject({ edit: null, shippingAddress: elsewhere })
    expect(changed.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: fulfillmentIdOf(changed) }])
    expect(changed.last.events).toEqual(['order_edited'])
    expect(changed.order.metadata).toEqual({})
  })

  it('F66 given another way to ship, then only one that was offered', () => {
    const changed = paid().when(edit({ shippingMethod: 'Express', metadata: { cart: '1' } }))
    expect(changed.order).toMatchObject({
      shippingMethod: 'Express',
      metadata: { cart: '1' },
      shippingAddress: address,
    })
    expect(paid().when(edit({ shippingMethod: 'Overnight' })).refused).toBe('shipping_method_unknown')
  })

  it('given it was paid without an address, then the address answers that, and it is printed', () => {
    const without = checkedOut().when(pay({ shippingAddress: null }))
    expect(without.order.attention.map((a) => a.code)).toEqual(['address_incomplete'])
    const changed = without.when(edit())
    expect(changed.order).toMatchObject({ attention: [], fulfillments: [{ status: 'pending', generation: 1 }] })
    expect(changed.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId: fulfillmentIdOf(changed) }])
    const again = changed.when(edit({ recipient: address }))
    expect(again.order.fulfillments).toHaveLength(1)
  })

  it('INV-5 given more than the address is wrong, then the address alone prints nothing', () => {
    const doubtful = checkedOut().when(pay({ shippingAddress: null, livemode: true }))
    const changed = doubtful.when(edit())
    expect(changed.order).toMatchObject({ attention: [{ code: 'mode_mismatch' }], fulfillments: [] })
    expect(changed.last.effects).toEqual([])
  })

  it('given a person has resolved that without an address, then the address prints nothing by itself', () => {
    const without = checkedOut().when(pay({ shippingAddress: null }))
    const seen = without.when({ type: 'resolve_attention', code: 'address_incomplete' })
    const changed = seen.when(edit())
    expect(changed.order).toMatchObject({ attention: [{ code: 'not_printed' }], fulfillments: [] })
  })
})

describe('a change of what a provider has', () => {
  it('given it was sent, then the provider is asked first', () => {
    const asked = submitted().when(edit())
    expect(asked.order).toMatchObject({
      shippingAddress: address,
      edit: { recipient: elsewhere, requestedBy: 'customer:ada' },
    })
    expect(asked.last.effects).toEqual([{ kind: 'apply_edit' }])
    const done = answer(asked, 'taken')
    expect(done.order).toMatchObject({ shippingAddress: elsewhere, edit: null })
  })

  it('F67 given a submission has no answer yet, then its body stays, and the change waits', () => {
    const asked = startedSubmission().when(edit())
    expect(asked.order.edit).not.toBeNull()
    expect(start(asked).order.fulfillments).toMatchObject([{ request: '{"a":1}', status: 'submitting' }])
    expect(asked.last.effects).toEqual([{ kind: 'apply_edit' }])
  })

  it('given the provider refuses, then it stays as it was and a person is told', () => {
    const no = answer(submitted().when(edit()), 'refused')
    expect(no.order).toMatchObject({ shippingAddress: address, edit: null, attention: [{ code: 'edit_refused' }] })
    const yes = answer(no.when(edit()), 'taken')
    expect(yes.order).toMatchObject({ attention: [], shippingAddress: elsewhere })
  })

  it('given one waits, then the same is the same, and another is refused', () => {
    const asked = submitted().when(edit())
    expect(asked.when(edit()).last).toEqual({ events: [], effects: [{ kind: 'apply_edit' }] })
    expect(asked.when(edit({ shippingMethod: 'Express' })).refused).toBe('edit_pending')
    expect(asked.when({ type: 'request_cancel', reason: 'x' }).refused).toBeNull()
  })

  it('given a parcel left before anybody was asked, then it is refused, and a person is told', () => {
    const asked = submitted().when(edit())
    const left = told(asked, { status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
    expect(finish(left).order).toMatchObject({
      shippingAddress: address,
      edit: null,
      attention: [{ code: 'edit_refused' }],
    })
  })

  it('given the print ended before anybody was asked, then the order is changed', () => {
    const over = told(submitted().when(edit()), { status: 'cancelled' })
    expect(finish(over).order).toMatchObject({ shippingAddress: elsewhere, edit: null })
  })

  it('given the print is still there, then the provider is asked again', () => {
    expect(finish(submitted().when(edit())).last.effects).toEqual([{ kind: 'apply_edit' }])
  })

  it('given one part was taken and another refused, then the order says what is printed', () => {
    const asked = submitted().when(edit({ recipient: elsewhere, shippingMethod: 'Express' }))
    const half = answer(asked, 'taken')
    expect(half.order).toMatchObject({ shippingAddress: elsewhere, shippingMethod: 'Standard' })
    expect(half.order.edit).toMatchObject({ id: idOf(asked), shippingMethod: 'Express', tried: null })
    expect(half.order.edit).not.toHaveProperty('recipient')
    const no = answer(half, 'refused', 'shippingMethod')
    expect(no.order).toMatchObject({
      ...{ shippingAddress: elsewhere, shippingMethod: 'Standard', edit: null },
      attention: [{ code: 'edit_refused' }],
    })
  })

  it('given a part is sent, then that stands in the order before', () => {
    const asked = submitted().when(edit())
    const tried = asked.when({ type: 'try_edit', editId: idOf(asked), part: 'recipient' })
    expect(tried.order.edit?.tried).toBe('recipient')
    expect(tried.when({ type: 'try_edit', editId: idOf(asked), part: 'recipient' }).last.events).toEqual([])
    expect(asked.when({ type: 'try_edit', editId: idOf(asked), part: 'metadata' }).last.events).toEqual([])
  })

  it('given another is asked for meanwhile, then the end of the first is not the end of it', () => {
    const first = submitted().when(edit())
    const second = answer(first, 'taken').when(edit({ shippingMethod: 'Express' }))
    const late = first.order.edit?.id ?? ''
    for (const part of ['recipient', 'shippingMethod'] as const) {
      const told = second.when({ type: 'record_edit', editId: late, part, outcome: 'taken', message: null })
      expect(told.order).toEqual(second.order)
    }
    expect(finish(second, late).order).toEqual(second.order)
    expect(second.order.edit).toMatchObject({ shippingMethod: 'Express' })
  })

  it.each([
    ['it is not paid', () => checkedOut(), edit(), 'not_paid'],
    ['it is closed', () => paid().when({ type: 'request_cancel', reason: 'x' }), edit(), 'order_closed'],
    [
      'it is being cancelled',
      () => submitted().when({ type: 'request_cancel', reason: 'x' }),
      edit(),
      'cancel_requested',
    ],
    [
      'a parcel has left',
      () => submitted({ status: 'partially_shipped', shipments: [parcel({ status: 'shipped' })] }),
      edit(),
      'not_editable',
    ],
    ['nothing is to be changed', () => paid(), edit({}), 'not_editable'],
  ] as const)('given %s, then it is refused', (_what, given, command, code) => {
    expect(given().when(command).refused).toBe(code)
  })

  it('given the order is cancelled meanwhile, then the change is gone with it', () => {
    const asked = submitted().when(edit()).when({ type: 'request_cancel', reason: 'x' })
    const over = asked.when({
      type: 'record_cancel',
      fulfillmentId: fulfillmentIdOf(asked),
      result: { outcome: 'cancelled', snapshot: null },
      readAt: new Date('2026-01-01T03:00:00Z'),
    })
    expect(over.order).toMatchObject({ status: 'cancelled', edit: null })
    expect(finish(over, idOf(asked)).last).toEqual({ events: [], effects: [] })
  })
})
