import { type QuoinEventName, quoinEventNames } from '../quoin-events.ts'
import { webhookKey } from './webhook-secret.ts'

/** One of the host's other systems, and what it is told of. */
export interface WebhookOptions {
  /**
   * `https`, or `http` on the machine itself; at most 2000 characters. Names the endpoint: after a change what was to go to the
   * old one is dropped.
   */
  readonly url: string
  /** `whsec_` and the base64 of 24 to 64 bytes. Several while one replaces another: all of them sign. */
  readonly secret: string | readonly string[]
  /** @default `['order.changed']`: everything that happens to an order */
  readonly events?: readonly QuoinEventName[]
  /** How long it may take to answer, up to a minute. @default 15000 */
  readonly timeoutMs?: number
}

/** A {@link WebhookOptions}, checked and complete. */
export interface WebhookEndpoint extends Required<WebhookOptions> {
  readonly secret: readonly string[]
}

const mostEndpoints = 20
const longestTimeoutMs = 60_000
const everything: readonly QuoinEventName[] = ['order.changed']

/** @param demand is told of every option at fault, by its path and without its value. */
export function parseEndpoints(
  webhooks: readonly WebhookOptions[] = [],
  demand: (holds: boolean, path: string, message: string) => void,
): readonly WebhookEndpoint[] {
  const isList = Array.isArray(webhooks) && webhooks.length <= mostEndpoints
  demand(isList, 'webhooks', `A list of at most ${mostEndpoints}.`)
  if (!isList) return []
  return webhooks.map((options, index) => {
    const path = `webhooks[${index}]`
    const { url, secret, events = everything, timeoutMs = 15_000 } = options ?? {}
    demand(isEndpointUrl(url), `${path}.url`, 'An https URL without credentials; http only for localhost.')
    demand(webhooks.findIndex((other) => other?.url === url) === index, `${path}.url`, 'Each URL once.')
    const secrets = typeof secret === 'string' ? [secret] : secret
    const areSecrets = Array.isArray(secrets) && secrets.length > 0 && secrets.every(isSecret)
    demand(areSecrets, `${path}.secret`, 'whsec_ and the base64 of 24 to 64 bytes, once or more.')
    const areNames =
      Array.isArray(events) && events.length > 0 && events.every((name) => quoinEventNames.includes(name))
    demand(areNames, `${path}.events`, `One or more of ${quoinEventNames.join(', ')}.`)
    const isInTime = Number.isSafeInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= longestTimeoutMs
    demand(isInTime, `${path}.timeoutMs`, 'A whole number of milliseconds, from 1 to 60000.')
    return { url, secret: secrets, events, timeoutMs }
  })
}

function isSecret(secret: unknown): boolean {
  return typeof secret === 'string' && webhookKey(secret) !== null
}

/** Whether something can be sent there without being read on the way. */
export function isEndpointUrl(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2_000 || !URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && isLocal))
}
