import { gatewayPage } from '../simulator/gateway-page.ts'
import { StripeApiError } from './stripe-api-error.ts'
import type { StripeFaultKind } from './stripe-fault-script.ts'

/** An answer as it goes over the wire. */
export interface StripeReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Of an error. */
  readonly code: string | null
}

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }

export function writeJson(status: number, body: object): StripeReply {
  const error: unknown = Reflect.get(body, 'error')
  const code = typeof error === 'object' && error !== null ? (Reflect.get(error, 'code') ?? null) : null
  return { status, headers: json, text: JSON.stringify(body), code: code === null ? null : String(code) }
}

/** Stripe's answer when something of its own broke. Its keys remember it, so it says that trying again is of no use. */
export const brokenInside = new StripeApiError(500, {
  type: 'api_error',
  message: 'An unknown error occurred',
})

/** What is answered by a fault that keeps the call from having any effect; null for the other faults. */
export function answerInstead(fault: StripeFaultKind): StripeReply | null {
  if (fault === 'status-503') {
    return { status: 503, headers: html, text: gatewayPage('503 Service Unavailable'), code: null }
  }
  if (fault === 'rate-limited') {
    const { body } = new StripeApiError(429, {
      code: 'rate_limit',
      message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    })
    return withHeader(writeJson(429, body), 'stripe-rate-limited-reason', 'global-rate')
  }
  if (fault === 'lock-timeout') {
    const { body } = new StripeApiError(429, {
      code: 'lock_timeout',
      message:
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
    })
    return withHeader(writeJson(429, body), 'stripe-should-retry', 'true')
  }
  if (fault === 'key-in-use') {
    const { body } = new StripeApiError(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: 'There is currently another in-progress request using this Idempotency Key.',
    })
    return writeJson(409, body)
  }
  return null
}

/** What becomes of a reply on its way back, after the call had its effect. */
export function spoil(reply: StripeReply, fault: StripeFaultKind): StripeReply {
  if (fault === 'html') return { status: 502, headers: html, text: gatewayPage('502 Bad Gateway'), code: null }
  if (fault === 'truncated-json') return { ...reply, text: reply.text.slice(0, Math.floor(reply.text.length / 2)) }
  return reply
}

function withHeader(reply: StripeReply, name: string, value: string): StripeReply {
  return { ...reply, headers: { ...reply.headers, [name]: value } }
}
