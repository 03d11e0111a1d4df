import { z } from '@hono/zod-openapi'
import type { Order } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { eventStream, type StreamedEvent } from '../event-stream.ts'
import { guestLink, orderParams } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { decodePosition, encodePosition } from '../position.ts'
import { viewOrder } from '../views/order-view.ts'
import { orderStatusOf } from './orders.ts'

const mostAtOnce = 100
const list = 'changes'

export const streamOrder = endpoint({
  access: 'link',
  method: 'get',
  path: '/orders/{id}/events',
  tag: 'Orders',
  summary: 'Follow an order',
  description:
    'Server-Sent Events named `order`, with what `GET /orders/{id}/status` answers: at once, and whenever it has changed. ' +
    'For its owner, admins, and whoever holds a guest link to it.',
  params: orderParams,
  query: guestLink,
  body: noBody,
  answer: z.string(),
  mediaType: 'text/event-stream',
  async handle(call) {
    const { quoin, request, timer, params, query } = call
    const find = () => findOrderFor(call, params.id, query.token)
    const { order } = await find()
    return eventStream({
      signal: request.signal,
      timer,
      lastId: request.headers.get('last-event-id'),
      // Asked for anew each time, so that whoever may not see it any more does not.
      async read(lastId) {
        const { order: now, viewer } = await find()
        const id = `${now.version}`
        return id === lastId ? [] : [{ id, event: 'order', data: await orderStatusOf(quoin, now, viewer) }]
      },
      onHint: (look) =>
        quoin.on('order.changed', ({ order: changed }) => {
          if (changed.id === order.id) look()
        }),
    })
  },
})

export const streamOrders = endpoint({
  access: 'admin',
  method: 'get',
  path: '/orders/management/events',
  tag: 'Order management',
  summary: 'Follow all orders',
  description:
    'Server-Sent Events: `ready` at once, and `order` with the order whenever one has changed. After a reconnection those that ' +
    'have changed meanwhile come first.',
  params: nothing,
  query: nothing,
  body: noBody,
  answer: z.string(),
  mediaType: 'text/event-stream',
  async handle({ quoin, request, timer }) {
    const eventOf = (order: Order): StreamedEvent => ({
      id: placeOf(order),
      event: 'order',
      data: viewOrder(order, 'admin'),
    })
    const given = request.headers.get('last-event-id') ?? ''
    return eventStream({
      signal: request.signal,
      timer,
      // One that is none would end the stream again and again.
      lastId: decodePosition(list, given) ? given : null,
      async read(lastId) {
        const after = decodePosition(list, lastId ?? '')
        if (!after) {
          const [latest] = await quoin.orders.list({ sort: '-updatedAt', limit: 1 })
          return [{ id: latest ? placeOf(latest) : beginning, event: 'ready', data: {} }]
        }
        return (await quoin.orders.list({ sort: 'updatedAt', limit: mostAtOnce, after })).map(eventOf)
      },
      onHint: (look) => quoin.on('order.changed', look),
    })
  },
})

function placeOf({ updatedAt, id }: Order): string {
  return encodePosition(list, { at: updatedAt, id })
}

const beginning = encodePosition(list, { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' })
