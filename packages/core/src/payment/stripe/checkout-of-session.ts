import { z } from 'zod'
import type { Checkout } from '../payment-provider.ts'

const payable = {
  id: z.string().min(1),
  url: z.url().nullish(),
  client_secret: z.string().min(1).nullish(),
  expires_at: z.int(),
  livemode: z.boolean(),
}
type Payable = z.infer<z.ZodObject<typeof payable>>

/** Without a page and without a secret nobody can pay it. */
const canBeShown = ({ url, client_secret: secret }: Payable) => Boolean(url ?? secret)

function toCheckout(session: Payable): Checkout {
  return {
    checkoutId: session.id,
    url: session.url ?? null,
    clientSecret: session.client_secret ?? null,
    expiresAt: new Date(session.expires_at * 1000),
    livemode: session.livemode,
  }
}

/** As much of a new Checkout Session as shows where to pay. */
export const checkoutSchema = z.object(payable).refine(canBeShown).transform(toCheckout)

/** The same of a session that is open still; null for one that is over. */
export const openCheckoutSchema = z.union([
  z
    .object({ ...payable, status: z.literal('open') })
    .refine(canBeShown)
    .transform(toCheckout),
  z.object({ status: z.enum(['complete', 'expired']) }).transform(() => null),
])
