import { z } from 'zod'
import { expandParam, readParams } from './api-params.ts'
import { findSession, updateSession } from './checkout-session.ts'
import { createSession } from './create-session.ts'
import { expand } from './expand.ts'
import { expireSession } from './expire-session.ts'
import { lineItemsUrl } from './line-items-url.ts'
import { listPage, listParams, pageOf } from './list-page.ts'
import { getRoute, onlyExpand, postRoute } from './object-routes.ts'
import { sessionParamsSchema, sessionUpdateSchema } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'
import type { StripeRoute } from './stripe-route.ts'

const path = '/checkout/sessions'
const sessionList = z.strictObject({
  ...listParams,
  status: z.enum(['open', 'complete', 'expired']).optional(),
  payment_intent: z.string().optional(),
  customer_details: z.strictObject({ email: z.string() }).optional(),
})
const lineItemList = z.strictObject({
  limit: listParams.limit,
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  expand: expandParam,
})

/** Checkout sessions and their lines. */
export function sessionRoutes(account: StripeAccount): readonly StripeRoute[] {
  return [
    postRoute(account, 'createSession', path, sessionParamsSchema, (params, { origin }) =>
      createSession(account, params, origin),
    ),
    {
      endpoint: 'listSessions',
      method: 'GET',
      path,
      handle({ encoded }) {
        const {
          status,
          payment_intent: intent,
          customer_details: customer,
          ...params
        } = readParams(sessionList, encoded)
        const found = [...account.sessions.values()].filter(
          (session) =>
            (status === undefined || session.status === status) &&
            (intent === undefined || session.payment_intent === intent) &&
            (customer === undefined || session.customer_details?.email === customer.email),
        )
        return expand(account, listPage(found, params, `/v1${path}`), params.expand)
      },
    },
    getRoute(account, 'getSession', path, 'checkout.session', (id) => findSession(account, id)),
    postRoute(account, 'updateSession', `${path}/:id`, sessionUpdateSchema, (params, call) =>
      updateSession(account, call.param('id'), params),
    ),
    postRoute(account, 'expireSession', `${path}/:id/expire`, onlyExpand, (_, call) =>
      expireSession(account, call.param('id')),
    ),
    {
      endpoint: 'listLineItems',
      method: 'GET',
      path: `${path}/:id/line_items`,
      handle(call) {
        const { id } = findSession(account, call.param('id'))
        const params = readParams(lineItemList, call.encoded)
        return expand(account, pageOf(account.lineItems.get(id) ?? [], params, lineItemsUrl(id)), params.expand)
      },
    },
  ]
}
