import { getRoute, listRoute, postRoute } from './object-routes.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'
import type { StripeRoute } from './stripe-route.ts'
import { endpointParams, endpointUpdate } from './webhook-endpoint.ts'
import type { WebhookEndpoints } from './webhook-endpoints.ts'

const path = '/webhook_endpoints'
const endpointsMax = 16

/** Where the account's events go. A secret is shown once, when its endpoint is made. */
export function webhookEndpointRoutes(account: StripeAccount, endpoints: WebhookEndpoints): readonly StripeRoute[] {
  return [
    postRoute(account, 'createWebhookEndpoint', path, endpointParams, (params) => {
      if (endpoints.all().length >= endpointsMax) {
        throw new StripeApiError(400, { message: `You have reached the maximum of ${endpointsMax} webhook endpoints.` })
      }
      const { url, enabled_events: events, api_version: apiVersion, description, metadata } = params
      const secret = endpoints.newSecret()
      const { object } = endpoints.add({ url, events, secret, apiVersion, description, metadata })
      return { ...object, secret }
    }),
    listRoute(account, 'listWebhookEndpoints', path, () => endpoints.all().map(({ object }) => object)),
    getRoute(account, 'getWebhookEndpoint', path, 'webhook endpoint', (id) => endpoints.find(id).object),
    postRoute(account, 'updateWebhookEndpoint', `${path}/:id`, endpointUpdate, (params, call) => {
      const { object } = endpoints.find(call.param('id'))
      object.url = params.url ?? object.url
      object.enabled_events = params.enabled_events ?? object.enabled_events
      object.description = params.description ?? object.description
      object.metadata = params.metadata ?? object.metadata
      if (params.disabled !== undefined) object.status = params.disabled ? 'disabled' : 'enabled'
      return object
    }),
    {
      endpoint: 'deleteWebhookEndpoint',
      method: 'DELETE',
      path: `${path}/:id`,
      handle(call) {
        const { id } = endpoints.find(call.param('id')).object
        endpoints.remove(id)
        return { id, object: 'webhook_endpoint', deleted: true }
      },
    },
  ]
}
