import { QuoinError } from '@quoin/core'
import type { EmailMessage } from '../email-message.ts'
import type { EmailTransport } from '../email-transport.ts'
import { webUrl } from '../web-url.ts'
import { resendFault } from './resend-fault.ts'

/** An account at Resend. */
export interface ResendTransportOptions {
  /** `re_…`; one that may only send is enough. */
  readonly apiKey: string
  /** In place of Resend's own, for tests. @default 'https://api.resend.com' */
  readonly baseUrl?: string
  /** @default 30000 */
  readonly timeoutMs?: number
}

/**
 * Hands mails to {@link https://resend.com Resend} by its HTTP API, so it runs where SMTP does not.
 *
 * Resend sends a mail with one idempotency key once within 24 hours. It gives mails a `Message-ID` of its own.
 *
 * @throws {@link QuoinError} `invalid_options` when `apiKey` or `baseUrl` is malformed.
 * @example
 * ```ts
 * import { resendTransport } from '@quoin/email/resend'
 *
 * const transport = resendTransport({ apiKey: process.env['RESEND_API_KEY'] ?? '' })
 * ```
 */
export function resendTransport(options: ResendTransportOptions): EmailTransport {
  const { apiKey, baseUrl = 'https://api.resend.com', timeoutMs = 30_000 } = options
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw invalid('apiKey', 'A key without spaces.')
  if (webUrl(baseUrl) === null) throw invalid('baseUrl', 'An absolute http or https URL.')
  const url = `${baseUrl.replace(/\/$/, '')}/emails`
  return {
    async send(message) {
      const answer = await post(url, apiKey, timeoutMs, message)
      if (answer.ok) return
      const fault = resendFault(answer.status, answer.body, answer.retryAfter)
      if (fault) throw fault
    },
  }
}

interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly body: unknown
  readonly retryAfter: string | null
}

async function post(url: string, apiKey: string, timeoutMs: number, message: EmailMessage): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': message.idempotencyKey,
      },
      body: JSON.stringify(toPayload(message)),
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    const { ok, status, headers } = response
    return { ok, status, body: ok ? null : parseJson(text), retryAfter: headers.get('retry-after') }
  } catch {
    // Without the cause, which can name the address that was called.
    throw new QuoinError('email_provider_failed', 'Resend gave no answer.', { retry: 'unknown' })
  }
}

function toPayload({ from, to, replyTo, subject, html, text, messageId, inReplyTo, headers }: EmailMessage) {
  const name = from.name.replace(/["\\]/g, '\\$&')
  // The first mail of an order has another id on its way, so it refers to its own as the others do.
  const thread = { ...(inReplyTo !== null && { 'In-Reply-To': inReplyTo }), References: inReplyTo ?? messageId }
  return {
    from: `"${name}" <${from.address}>`,
    to,
    ...(replyTo !== null && { reply_to: replyTo }),
    subject,
    html,
    text,
    headers: { ...headers, ...thread },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function invalid(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', `${path}: ${message}`, { issues: [{ path, code: 'invalid', message }] })
}
