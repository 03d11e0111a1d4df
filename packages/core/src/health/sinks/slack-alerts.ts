import { postJson } from '../../outgoing/post-json.ts'
import type { Alert, AlertSink } from '../alerts.ts'
import { checkedUrl, type PostingSinkOptions, posting } from './sink-options.ts'

/** Where the messages go, and how they are sent. */
export interface SlackAlertsOptions extends PostingSinkOptions {
  /** Of an incoming webhook, such as `https://hooks.slack.com/services/…`. Whoever knows it can write to the channel: a secret. */
  readonly webhookUrl: string
}

/**
 * Alerts as messages of a chat that takes Slack's incoming webhooks: Slack itself, Mattermost, Rocket.Chat, and Discord at an
 * address that ends with `/slack`.
 *
 * Source: {@link https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks}.
 *
 * @param options.channel names the sink, not the room. @default 'slack'
 * @throws {@link QuoinError} `invalid_options` naming the option; its `send` throws `webhook_not_delivered`, which is tried again.
 * @example
 * ```ts
 * import { slackAlerts } from '@quoin/core/alerts'
 *
 * const alerts = [slackAlerts({ webhookUrl: 'https://hooks.slack.com/services/…' })]
 * ```
 */
export function slackAlerts(options: SlackAlertsOptions): AlertSink {
  const url = checkedUrl('webhookUrl', options.webhookUrl)
  const { channel, timeoutMs, clock } = posting('slack', options)
  return {
    channel,
    async send(alert) {
      const { error } = await postJson({ url, body: JSON.stringify(slackMessage(alert)), timeoutMs }, clock)
      if (error) throw error
    },
  }
}

const colors = { resolved: '#2e7d32', warning: '#ed6c02', critical: '#c62828' } as const
const longestText = 3_000

/** `text` is what every chat shows; the facts are in an attachment, the one form of more that all of them know. */
function slackMessage({ state, severity, code, message, orderNumber, facts }: Alert): object {
  const kind = state === 'resolved' ? state : severity
  const about = orderNumber === null ? '' : ` Order ${orderNumber}:`
  const text = `*${kind === 'resolved' ? 'Resolved' : kind === 'critical' ? 'Critical' : 'Warning'}*${about} ${message}`
  const fields = Object.entries({ code, ...facts }).flatMap(([title, value]) =>
    value === null ? [] : [{ title: escaped(title), value: escaped(String(value)), short: true }],
  )
  return { text: escaped(text), attachments: [{ color: colors[kind], fallback: code, fields }] }
}

/** So that no text can name a person, call a room together or hide a link. */
function escaped(text: string): string {
  return text.slice(0, longestText).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
