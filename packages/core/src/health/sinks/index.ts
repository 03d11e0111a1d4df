/**
 * Ready-made sinks for alerts: a chat that takes Slack's incoming webhooks, and any system that takes signed webhooks.
 *
 * @example
 * ```ts
 * import { slackAlerts, webhookAlerts } from '@quoin/core/alerts'
 *
 * const alerts = [
 *   slackAlerts({ webhookUrl: 'https://hooks.slack.com/services/…' }),
 *   webhookAlerts({ url: 'https://pager.example/hooks', secret: 'whsec_Zm91ciBhbmQgdHdlbnR5IGJ5dGVzIG9mIGNoYW5jZQ==' }),
 * ]
 * ```
 *
 * @packageDocumentation
 */

export { type SlackAlertsOptions, slackAlerts } from './slack-alerts.ts'
export { type AlertWebhook, type WebhookAlertsOptions, webhookAlerts } from './webhook-alerts.ts'
