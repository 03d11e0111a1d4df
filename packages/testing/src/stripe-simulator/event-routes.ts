import { z } from 'zod'
import { booleanParam, readParams } from './api-params.ts'
import { matchesType } from './event-type.ts'
import { listPage, listParams } from './list-page.ts'
import { getRoute, onlyExpand } from './object-routes.ts'
import type { SimulatedEvent } from './simulated-event.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { StripeRoute } from './stripe-route.ts'
import { snapshotId, thinEvent } from './thin-event.ts'

/** Below `/v2`, not `/v1`. */
export function notificationRoute(account: StripeAccount): StripeRoute {
  return {
    endpoint: 'getEventNotification',
    method: 'GET',
    path: '/core/events/:id',
    handle(call) {
      readParams(onlyExpand, call.encoded)
      const event = account.events.get(snapshotId(call.param('id')))
      if (event === undefined) throw noSuch('event', call.param('id'))
      return thinEvent(event)
    },
  }
}

const thirtyDays = 30 * 24 * 60 * 60
const eventList = z.strictObject({
  ...listParams,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
  delivery_success: booleanParam.optional(),
})

/** Events of the last thirty days; Stripe keeps them no longer. */
export function eventRoutes(account: StripeAccount): readonly StripeRoute[] {
  const isKept = (event: SimulatedEvent) => event.created > account.now() - thirtyDays
  return [
    {
      endpoint: 'listEvents',
      method: 'GET',
      path: '/events',
      handle({ encoded }) {
        const { type, types, delivery_success: delivered, ...params } = readParams(eventList, encoded)
        const wanted = types ?? (type === undefined ? ['*'] : [type])
        const found = [...account.events.values()].filter(
          (event) =>
            isKept(event) &&
            wanted.some((pattern) => matchesType(pattern, event.type)) &&
            (delivered === undefined || (event.pending_webhooks === 0) === delivered),
        )
        return listPage(found, params, '/v1/events')
      },
    },
    getRoute(account, 'getEvent', '/events', 'event', (id) => {
      const event = account.events.get(id)
      return event && isKept(event) ? event : undefined
    }),
  ]
}
