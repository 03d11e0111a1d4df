import { z } from 'zod'
import type { TestShop } from '../../test-shop.ts'

const session = z.looseObject({ id: z.string(), status: z.string(), url: z.string().nullable() })
const sessions = z.object({ data: z.array(session) })
const made = z.looseObject({ id: z.string() })
const headers = { authorization: 'Bearer sk_test_simulator' }

/** The Checkout Sessions at Stripe, newest first. */
export async function sessionsOf(shop: TestShop): Promise<z.infer<typeof session>[]> {
  const response = await fetch(`${shop.stripe.url}/v1/checkout/sessions?limit=100`, { headers })
  return sessions.parse(await response.json()).data
}

/** Makes something at Stripe, as somebody does who is not Quoin. */
export async function makeAtStripe(
  shop: TestShop,
  path: 'coupons' | 'promotion_codes' | 'checkout/sessions',
  params: Readonly<Record<string, string>>,
): Promise<z.infer<typeof made>> {
  const body = new URLSearchParams(params)
  const response = await fetch(`${shop.stripe.url}/v1/${path}`, { method: 'POST', headers, body })
  return made.parse(await response.json())
}
