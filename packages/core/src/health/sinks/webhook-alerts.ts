import { postWebhook } from '../../outgoing/post-webhook.ts'
import { webhookKeys } from '../../outgoing/webhook-secret.ts'
import type { Alert, AlertSink } from '../alerts.ts'
import { checkedUrl, type PostingSinkOptions, posting } from './sink-options.ts'

/** Where the webhooks go, and what signs them. */
export interface WebhookAlertsOptions extends PostingSinkOptions {
  readonly url: string
  /** `whsec_` and the base64 of 24 to 64 bytes. Several while one replaces another: all of them sign. */
  readonly secret: string | readonly string[]
}

/** The body of a webhook about an alert. However often it is sent, it stays the same. */
export interface AlertWebhook {
  readonly type: `alert.${Alert['state']}`
  /** ISO 8601: when the cause appeared or went. */
  readonly timestamp: string
  readonly data: Omit<Alert, 'id' | 'at'>
}

/**
 * Alerts as webhooks that are signed as Standard Webhooks has it, for a pager or any system of yours: it verifies them with
 * `verifyWebhook` of `@quoin/core/outgoing`. The `webhook-id` is the alert's `id`.
 *
 * @param options.channel @default 'webhook'
 * @throws {@link QuoinError} `invalid_options` naming the option; its `send` throws `webhook_not_delivered`, which is tried again
 * unless the answer is 410.
 * @example
 * ```ts
 * import { webhookAlerts } from '@quoin/core/alerts'
 *
 * const secret = 'whsec_Zm91ciBhbmQgdHdlbnR5IGJ5dGVzIG9mIGNoYW5jZQ=='
 * const alerts = [webhookAlerts({ url: 'https://pager.example/hooks', secret })]
 * ```
 */
export function webhookAlerts(options: WebhookAlertsOptions): AlertSink {
  const url = checkedUrl('url', options.url)
  const { channel, timeoutMs, clock } = posting('webhook', options)
  const secret = typeof options.secret === 'string' ? [options.secret] : options.secret
  webhookKeys(secret)
  return {
    channel,
    async send({ id, at, ...data }) {
      const webhook: AlertWebhook = { type: `alert.${data.state}`, timestamp: at.toISOString(), data }
      const { error } = await postWebhook({ url, secret, timeoutMs }, { id, body: JSON.stringify(webhook) }, clock)
      if (error) throw error
    },
  }
}
