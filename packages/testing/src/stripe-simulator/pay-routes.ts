import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findSession } from './checkout-session.ts'
import { closedPage, payPage } from './pay-page.ts'
import { declinePayment, paySession } from './payment.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

const orNull = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
const formSchema = z.object({
  action: z.enum(['card', 'delayed', 'decline']),
  shippingIndex: z.coerce.number().int().default(0),
  name: orNull,
  email: orNull,
  phone: orNull,
  line1: orNull,
  line2: orNull,
  city: orNull,
  state: orNull,
  postal_code: orNull,
  country: orNull,
})

/** The pay page and what its buttons do. `settled` resolves when the shop has answered the first webhooks. */
export function payRoutes(account: StripeAccount, settled: () => Promise<void>): Hono {
  const app = new Hono()
  const show = (c: Context, id: string, error?: string) => {
    const session = findSession(account, id)
    const status = error === undefined ? 200 : 402
    if (session.status !== 'open') return c.html(closedPage(session), status)
    return c.html(payPage(session, account.lineItems.get(id) ?? [], account.shippingRates, error), status)
  }

  app.get('/:id', (c) => show(c, c.req.param('id')))
  app.post('/:id', async (c) => {
    const id = c.req.param('id')
    const form = formSchema.safeParse(await c.req.parseBody())
    if (!form.success) return show(c, id, 'The form is incomplete.')
    const { action, shippingIndex, name, line1, country, email, phone, ...rest } = form.data
    try {
      if (action === 'decline') {
        declinePayment(account, id)
        return show(c, id, 'The card was declined.')
      }
      const asksForAddress = findSession(account, id).shipping_address_collection !== null
      if (asksForAddress && (name === null || line1 === null || country === null)) {
        return show(c, id, 'Name, address and country are needed.')
      }
      const session = paySession(account, id, {
        method: action,
        shippingIndex,
        address: name === null || line1 === null || country === null ? null : { name, line1, country, ...rest },
        ...(email === null ? {} : { email }),
        ...(phone === null ? {} : { phone }),
      })
      // Stripe too gives the shop a moment to hear of it before the customer comes back.
      await settled()
      return c.redirect((session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id), 303)
    } catch (error) {
      if (error instanceof StripeApiError && error.status === 400) return show(c, id, error.message)
      throw error
    }
  })
  return app
}
