import { type CircuitBreaker, createCircuitBreaker } from '../calls/circuit-breaker.ts'
import { type JobHandler, numberOf, orderIdOf, textOf } from '../jobs/job-handler.ts'
import { QuoinError } from '../quoin-error.ts'
import type { Clock } from '../runtime/clock.ts'
import { orderWebhook } from './order-webhook.ts'
import { postWebhook } from './post-webhook.ts'
import type { WebhookEndpoint } from './webhook-endpoint.ts'

/** A call to an endpoint that hangs holds a worker's slot until its timeout, so one that fails is left alone for longer than a provider. */
const policy = { failures: 5, openMs: 5_000, maxOpenMs: 300_000 }
const circuits = new WeakMap<WebhookEndpoint, CircuitBreaker>()

/** Sends one event to one endpoint. An endpoint that is no longer there is sent nothing. */
export const deliverWebhook: JobHandler = async ({ storage, webhooks, clock, logger }, job, signal) => {
  const [url, version, position] = [textOf(job, 'url'), numberOf(job, 'version'), numberOf(job, 'position')]
  const orderId = orderIdOf(job)
  const endpoint = webhooks.find((each) => each.url === url)
  if (!endpoint) {
    logger.info({}, 'A webhook is dropped, for its endpoint is no longer set up.')
    return 'done'
  }
  const { waitMs, leave } = circuitOf(endpoint, clock).enter()
  if (waitMs > 0) {
    const message = `Not sent: ${new URL(url).origin} has failed too often just now.`
    throw new QuoinError('webhook_not_delivered', message, { retry: 'retryable', retryAfterMs: waitMs })
  }
  let health: Parameters<typeof leave>[0] = 'unknown'
  try {
    const history = await storage.loadHistory(orderId)
    const recorded = history.find((event) => event.version === version && event.position === position)
    const webhook = recorded && orderWebhook(history, recorded)
    if (!recorded || !webhook) return 'done'
    const answer = await postWebhook(endpoint, { id: recorded.id, body: JSON.stringify(webhook) }, clock, signal)
    health = answer.health
    if (answer.error) throw answer.error
    return 'done'
  } finally {
    leave(health)
  }
}

/** One for each endpoint, as long as this process sets it up. */
function circuitOf(endpoint: WebhookEndpoint, clock: Clock): CircuitBreaker {
  const known = circuits.get(endpoint)
  if (known) return known
  const circuit = createCircuitBreaker({ policy, clock })
  circuits.set(endpoint, circuit)
  return circuit
}
