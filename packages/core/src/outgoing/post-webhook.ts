import type { Clock } from '../runtime/clock.ts'
import { postJson, type WebhookAnswer } from './post-json.ts'
import { signWebhook, type UnsignedWebhook } from './sign-webhook.ts'
import type { WebhookEndpoint } from './webhook-endpoint.ts'

/**
 * Signs a webhook and posts it once.
 *
 * Source: {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}.
 */
export async function postWebhook(
  { url, secret, timeoutMs }: Pick<WebhookEndpoint, 'url' | 'secret' | 'timeoutMs'>,
  { id, body }: Pick<UnsignedWebhook, 'id' | 'body'>,
  clock: Clock,
  signal?: AbortSignal,
): Promise<WebhookAnswer> {
  const headers = await signWebhook({ id, body, at: clock.now(), secret })
  return postJson({ url, headers: { ...headers }, body, timeoutMs }, clock, signal)
}
