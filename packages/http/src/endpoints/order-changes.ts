import { z } from '@hono/zod-openapi'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { orderParams, recipient } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { viewOrder } from '../views/order-view.ts'
import { OrderAnswer } from './orders.ts'

export const changeRecipient = endpoint({
  access: 'customer',
  method: 'patch',
  path: '/orders/{id}/recipient',
  tag: 'Orders',
  summary: 'Send an order to another address',
  description:
    'While the print provider allows it: `order.edit` is null once it is done, and an `edit_refused` in the history says that it came too late. For its owner and admins.',
  params: orderParams,
  query: nothing,
  body: recipient.openapi('Recipient'),
  answer: OrderAnswer,
  async handle(call) {
    const { order, viewer } = await findOrderFor(call, call.params.id)
    return { order: viewOrder(await call.quoin.orders.edit(order.id, { recipient: call.body }, call.actor), viewer) }
  },
})

export const showActions = endpoint({
  access: 'customer',
  method: 'get',
  path: '/orders/{id}/actions',
  tag: 'Orders',
  summary: 'Show what can still be changed',
  description: 'As the print provider says right now. For its owner and admins.',
  params: orderParams,
  query: nothing,
  body: noBody,
  answer: z.strictObject({ cancel: z.boolean(), recipient: z.boolean(), shippingMethod: z.boolean() }),
  async handle(call) {
    const { order } = await findOrderFor(call, call.params.id)
    const { cancel, recipient: address, shippingMethod } = await call.quoin.orders.actions(order.id)
    return { cancel, recipient: address, shippingMethod }
  },
})
