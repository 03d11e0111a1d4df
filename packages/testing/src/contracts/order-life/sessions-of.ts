import { z } from 'zod'
import type { TestShop } from '../../test-shop.ts'

const session = z.looseObject({ id: z.string(), status: z.string(), url: z.string().nullable() })
const answer = z.object({ data: z.array(session) })

/** The Checkout Sessions at Stripe, newest first. */
export async function sessionsOf(shop: TestShop): Promise<z.infer<typeof answer>['data']> {
  const headers = { authorization: 'Bearer sk_test_simulator' }
  const response = await fetch(`${shop.stripe.url}/v1/checkout/sessions?limit=100`, { headers })
  return answer.parse(await response.json()).data
}
