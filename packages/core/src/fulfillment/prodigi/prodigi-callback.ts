import * as z from 'zod/mini'
import { QuoinError } from '../../quoin-error.ts'
import { orderSchema, type ProdigiOrder } from './prodigi-order.ts'
import { instant, lenient, mapped, text } from './prodigi-schema.ts'

/** A callback of Prodigi. Nobody has signed it: take it as a hint to read the order, never as a fact. */
export interface ProdigiCallback {
  /** Unique, and of at most 255 characters; but one change of an order can cause several events. */
  readonly eventId: string
  /** Such as `com.prodigi.order.status.stage.changed#Complete`; empty when it has none. */
  readonly type: string
  readonly orderId: string | null
  /** When it was made, not when it was delivered. */
  readonly time: Date | null
  /** The order as the sender claims it to be; null when the callback holds none. */
  readonly order: ProdigiOrder | null
}

// The reference shows the order itself in `data`, real callbacks wrap it.
const inner = z.catch(
  mapped(z.object({ order: lenient(orderSchema) }), ({ order }) => order),
  null,
)

/** Many times as long as those of real callbacks. */
const longestId = 255
const id = z.string().check(z.minLength(1), z.maxLength(longestId))

const envelope = mapped(
  z.object({ id, type: z.catch(z.string(), ''), subject: text, time: instant, data: z.optional(z.unknown()) }),
  ({ data, ...rest }) => ({ ...rest, order: inner.parse(data) ?? lenient(orderSchema).parse(data) }),
)

/**
 * Reads the body of a callback, a CloudEvent in JSON.
 *
 * @throws {@link QuoinError} `malformed_webhook` when it is no JSON object with such an `id`.
 * @example
 * ```ts
 * import { createProdigiClient, parseProdigiCallback } from '@quoin/core/prodigi'
 *
 * const prodigi = createProdigiClient({ apiKey: 'your-key', environment: 'sandbox' })
 *
 * export async function onCallback(request: Request): Promise<Response> {
 *   const { orderId } = parseProdigiCallback(await request.text())
 *   if (orderId) console.log((await prodigi.orders.get(orderId)).status?.stage)
 *   return new Response('ok')
 * }
 * ```
 */
export function parseProdigiCallback(body: string): ProdigiCallback {
  const read = envelope.safeParse(parseJson(body))
  if (!read.success) throw new QuoinError('malformed_webhook', 'Not a callback of Prodigi: no JSON object with an id.')
  const { id: eventId, type, subject, time, order } = read.data
  return { eventId, type, orderId: order?.id ?? subject, time, order }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
