import { z } from '@hono/zod-openapi'
import { QuoinError } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { withFieldNames } from '../field-names.ts'
import { orderParams, recipientChange } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { HttpProblem } from '../problem.ts'
import { recipientOf } from '../recipient-of.ts'
import { viewOrder } from '../views/order-view.ts'
import { OrderAnswer } from './orders.ts'

export const changeRecipient = endpoint({
  access: 'customer',
  method: 'patch',
  path: '/orders/{id}/recipient',
  tag: 'Orders',
  summary: 'Send an order to another address',
  description:
    'While the print provider allows it. With a `country` it is a whole address; without, what is given replaces those parts of the present one. When it has to be carried to the provider, `order.edit` is there until that is done. For its owner and admins.',
  params: orderParams,
  query: nothing,
  body: recipientChange.openapi('Recipient'),
  answer: OrderAnswer,
  async handle({ quoin, caller, guestLinks, params, body, actor }) {
    const { order, viewer } = await findOrderFor({ quoin, caller, guestLinks }, params.id)
    const recipient = recipientOf(order, body)
    const edited = await quoin.orders.edit(order.id, { recipient }, actor).catch((error: unknown) => {
      throw ofWholeBody(error)
    })
    return { order: viewOrder(edited, viewer) }
  },
})

/** The body is the recipient here, not a part of it. */
function ofWholeBody(error: unknown): unknown {
  const named = withFieldNames(error, (path) => path.replace(/^recipient$/, 'body').replace(/^recipient\./, ''))
  if (!(named instanceof QuoinError) || named.code !== 'invalid_address') return named
  const { issues } = named
  return new HttpProblem('invalid_address', {
    detail: `The address is not valid: ${issues.map(({ path }) => path).join(', ')}.`,
    issues,
  })
}

export const showActions = endpoint({
  access: 'customer',
  method: 'get',
  path: '/orders/{id}/actions',
  cost: 5,
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
