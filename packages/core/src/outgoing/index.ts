/**
 * Signs and verifies webhooks as {@link https://www.standardwebhooks.com | Standard Webhooks} has it: for what Quoin sends
 * to a host's other systems, and for those that receive it.
 *
 * @packageDocumentation
 */

export type { OrderWebhook } from './order-webhook.ts'
export { signWebhook, type UnsignedWebhook, type WebhookHeaders } from './sign-webhook.ts'
export { type ReceivedWebhook, type VerifiedWebhook, verifyWebhook } from './verify-webhook.ts'
