import { z } from 'zod'
import type { Money } from '../../money/money.ts'
import { QuoinError } from '../../quoin-error.ts'
import type { RefundRequest } from '../payment-provider.ts'
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts'
import type { StripeApi } from './stripe-api.ts'
import { isWithheld, type StripeFault, stripeFault, unless } from './stripe-fault.ts'

const refundSchema = z.object({
  amount: z.int().nullish(),
  status: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})
const refundListSchema = z.object({ data: z.array(refundSchema).default([]) })
const hasFailed = (made: z.infer<typeof refundSchema>) => made.status === 'failed' || made.status === 'canceled'

/**
 * Stripe forgets idempotency keys after a day, so the key also stands in the refund, where it is looked for first. One
 * that failed is made again, under a key of its own: to the old one Stripe would only repeat its old answer. Where the
 * refunds are not shown, Stripe's own memory has to do.
 */
export async function refundAtStripe(api: StripeApi, request: RefundRequest): Promise<Money> {
  const { paymentId, orderId, idempotencyKey } = request
  const amount = toStripeAmount(request.amount)
  const earlier = await api.read(refundListSchema, (stripe) =>
    stripe.refunds.list({ payment_intent: paymentId, limit: 100 }).catch(unless(isWithheld)),
  )
  const ours = earlier.data.filter((made) => made.metadata?.['refund_key'] === idempotencyKey)
  const standing = ours.find((made) => !hasFailed(made))
  if (standing) return amountOf(standing, request)
  const key = ours.length === 0 ? idempotencyKey : `${idempotencyKey}:${ours.length}`
  const metadata = { order_id: orderId, refund_key: idempotencyKey }
  const made = await api.write(z.union([refundSchema, z.literal('disputed'), z.literal('key_taken')]), (stripe) =>
    stripe.refunds
      .create({ payment_intent: paymentId, amount, metadata }, { idempotencyKey: key })
      .catch(unless(isGivenBack))
      .catch(isDisputed)
      .catch(unlessKeyTaken),
  )
  if (made === 'disputed')
    throw refused('charge_disputed', 'The bank has claimed the payment back: no refund is possible.')
  if (made === 'key_taken') {
    throw new QuoinError(
      'payment_provider_failed',
      'Another refund began where this one does: it is looked at again.',
      {
        retry: 'retryable',
      },
    )
  }
  if (hasFailed(made)) throw refused('refund_failed', 'Stripe made a refund that failed at once.')
  return amountOf(made, request)
}

/** Servers in Stripe's place may not say how much it was. */
function amountOf({ amount }: z.infer<typeof refundSchema>, request: RefundRequest): Money {
  const { currency } = request.amount
  return amount === null || amount === undefined ? request.amount : fromStripeAmount(amount, currency)
}

/** The key with another amount: somebody else's refund is under way, from the same place. */
function unlessKeyTaken(error: unknown): 'key_taken' {
  const { status, type } = stripeFault(error)
  if (status === 400 && type === 'idempotency_error') return 'key_taken'
  throw error
}

const isGivenBack = ({ code }: StripeFault) => code === 'charge_already_refunded'

function isDisputed(error: unknown): 'disputed' {
  if (stripeFault(error).code === 'charge_disputed') return 'disputed'
  throw error
}

function refused(code: string, message: string): QuoinError {
  return new QuoinError('payment_provider_failed', message, {
    retry: 'permanent',
    issues: [{ path: '', code, message }],
  })
}
