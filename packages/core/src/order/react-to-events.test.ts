import type { OrderEvent, RecordedOrderEvent } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import {
  checkedOut,
  fulfillmentIdOf,
  type OrderScenario,
  parcel,
  pay,
  submitted,
  told,
} from '../../test/order-scenario.ts'
import { isStillNeeded } from '../notifications/is-still-needed.ts'
import { reactToEvents } from './react-to-events.ts'

const at = new Date('2026-01-02T00:00:00Z')
const audience = { channels: ['email'], alertChannels: [], subscriptions: [], webhooks: [] }

/** What a customer is told because of the events that made an order what it is, as far as it asks something of them. */
function asked({ order, history }: OrderScenario): ReturnType<typeof reactToEvents> {
  const record = (event: OrderEvent, position: number): RecordedOrderEvent => ({
    id: `event-${position}`,
    orderId: order.id,
    version: 1,
    position,
    at,
    actor: 'system',
    event,
  })
  const opened = history.map(record).filter(({ event }) => event.type === 'attention_opened')
  return reactToEvents(null, order, opened, audience, () => crypto.randomUUID())
}

function held(): OrderScenario {
  const sent = parcel({ status: 'shipped', trackingNumber: 'T1' })
  const shipped = told(submitted(), { status: 'shipped', shipments: [sent] })
  return shipped.when({
    type: 'record_tracking',
    fulfillmentId: fulfillmentIdOf(shipped),
    shipmentId: 'shp_1',
    trackingNumber: 'T1',
    tracking: { trackerId: 'trk_1', status: 'exception', message: null, estimatedDeliveryAt: null, deliveredAt: null },
    readAt: at,
  })
}

const withoutAddress = () => checkedOut().when(pay({ shippingAddress: null }))

it('given an address that is not complete, then its customer is asked for it, with a letter', () => {
  const { notifications, jobs } = asked(withoutAddress())
  expect(notifications).toMatchObject([
    { type: 'action_needed', key: 'action_needed:order-1:address_incomplete', shipmentId: null },
  ])
  expect(jobs).toMatchObject([
    { kind: 'send_notification', key: 'notify:email:action_needed:order-1:address_incomplete' },
  ])
})

it('given a parcel that is held up, then its customer is asked to look, once for that parcel', () => {
  const scenario = held()
  expect(asked(scenario).notifications).toMatchObject([
    {
      type: 'action_needed',
      key: `action_needed:order-1:delivery_exception:${fulfillmentIdOf(scenario)}:shp_1`,
      shipmentId: 'shp_1',
    },
  ])
})

it.each([
  ['it is settled', withoutAddress().when({ type: 'resolve_attention', code: null })],
  ['the order is over', withoutAddress().when(pay({ shippingAddress: null, amountRefunded: 10_700 }))],
  ['only the shop can settle it', checkedOut().when(pay({ livemode: true }))],
])('given %s, then nothing is asked of the customer', (_case, scenario) => {
  expect(asked(scenario)).toEqual({ notifications: [], jobs: [] })
})

describe('whether a letter is still of use', () => {
  const keyOf = (scenario: OrderScenario) => asked(scenario).notifications.map(({ type, key }) => ({ type, key }))

  it('given what it asks for is open, then it is', () => {
    for (const scenario of [withoutAddress(), held()]) {
      const [notification] = keyOf(scenario)
      expect(notification && isStillNeeded(scenario.order, notification)).toBe(true)
    }
  })

  it('given it was settled, then it is not, whatever else is asked for', () => {
    const [notification] = keyOf(withoutAddress())
    for (const { order } of [withoutAddress().when({ type: 'resolve_attention', code: null }), held()]) {
      expect(notification && isStillNeeded(order, notification)).toBe(false)
    }
  })

  it('given it asks for nothing, then it is at any time', () => {
    expect(isStillNeeded(withoutAddress().order, { type: 'order_shipped', key: '' })).toBe(true)
  })
})
