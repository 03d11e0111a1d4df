import type { Clock } from '@quoin/core'
import { usualWebhookEvents } from './event-type.ts'
import { apiVersion } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { SimulatedEndpoint, WebhookTarget } from './webhook-endpoint.ts'

interface NewEndpoint extends WebhookTarget {
  readonly apiVersion?: string | undefined
  readonly description?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** The endpoints that an account has told Stripe of. */
export interface WebhookEndpoints {
  add(endpoint: NewEndpoint): SimulatedEndpoint
  /** Throws a StripeApiError, 404. */
  find(id: string): SimulatedEndpoint
  remove(id: string): void
  /** In the order in which they were made. */
  all(): readonly SimulatedEndpoint[]
  newSecret(): string
  /** Gives an endpoint a new secret; for so long the old ones sign too. */
  roll(id: string, oldOnesForMs: number): string
}

const secretsMax = 16

export function createWebhookEndpoints(options: {
  readonly clock: Clock
  readonly livemode: boolean
  readonly newId: (prefix: string) => string
}): WebhookEndpoints {
  const { clock, livemode, newId } = options
  const endpoints = new Map<string, SimulatedEndpoint>()
  const registry: WebhookEndpoints = {
    add(target) {
      const endpoint: SimulatedEndpoint = {
        object: {
          id: newId('we'),
          object: 'webhook_endpoint',
          api_version: target.apiVersion ?? apiVersion,
          application: null,
          created: Math.floor(clock.now().getTime() / 1000),
          description: target.description ?? null,
          enabled_events: [...(target.events ?? usualWebhookEvents)],
          livemode,
          metadata: { ...target.metadata },
          status: 'enabled',
          url: target.url,
        },
        secrets: [target.secret].flat().map((text) => ({ text, untilMs: null })),
        thin: target.thin ?? false,
      }
      endpoints.set(endpoint.object.id, endpoint)
      return endpoint
    },
    find(id) {
      const endpoint = endpoints.get(id)
      if (endpoint === undefined) throw noSuch('webhook endpoint', id, 'webhook_endpoint')
      return endpoint
    },
    remove: (id) => void endpoints.delete(id),
    all: () => [...endpoints.values()],
    newSecret: () => newId('whsec'),
    roll(id, oldOnesForMs) {
      const endpoint = registry.find(id)
      const untilMs = clock.now().getTime() + oldOnesForMs
      const old = endpoint.secrets.map(({ text, untilMs: end }) => ({
        text,
        untilMs: Math.min(end ?? untilMs, untilMs),
      }))
      const text = registry.newSecret()
      endpoint.secrets = [{ text, untilMs: null }, ...old].slice(0, secretsMax)
      return text
    },
  }
  return registry
}
