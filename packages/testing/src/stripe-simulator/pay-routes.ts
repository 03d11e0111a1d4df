import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findSession } from './checkout-session.ts'
import { recoverSession } from './expire-session.ts'
import type { PayOptions } from './pay-options.ts'
import { authenticationPage, closedPage, type PayPageState, payPage, returnUrl } from './pay-page.ts'
import { authenticatePayment, declinePayment, paySession } from './payment.ts'
import { enterPromotionCode } from './session-discount.ts'
import { priceSession } from './session-price.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

const orNull = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
const formSchema = z.object({
  action: z.enum(['card', 'delayed', 'decline', 'apply']),
  method: z.enum(['card', 'sepa_debit']).default('card'),
  card: orNull,
  iban: orNull,
  promotionCode: z.string().optional(),
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
type Form = z.infer<typeof formSchema>
const consentSchema = z.object({ outcome: z.enum(['succeeded', 'failed']) })
/** A form's text fields; no file is asked for. */
const typedSchema = z.record(z.string(), z.string())

/** The pay page and what its buttons do. `settled` resolves when the shop has answered the first webhooks. */
export function payRoutes(account: StripeAccount, settled: () => Promise<void>): Hono {
  const app = new Hono()
  /** The page is below the session's id; a client secret, which embedded pages have, begins with it. */
  const idOf = (c: Context<object, '/:id'>) => c.req.param('id').replace(/_secret_.*$/, '')
  const show = (c: Context, id: string, state: PayPageState = {}) => {
    const session = findSession(account, id)
    const status = state.error === undefined ? 200 : 402
    return c.html(session.status === 'open' ? payPage(account, session, state) : closedPage(session), status)
  }
  const goOn = async (c: Context, id: string) => {
    const session = findSession(account, id)
    const path = account.authentications.has(id) ? `/pay/${id}/authenticate` : `/pay/${id}`
    if (session.status === 'open') return c.redirect(path, 303)
    // Stripe too gives the shop a moment to hear of it before the customer comes back.
    await settled()
    const back = returnUrl(session)
    return back === null ? show(c, id) : c.redirect(back, 303)
  }

  app.get('/:id', (c) => show(c, idOf(c)))
  app.post('/:id', async (c) => {
    const id = idOf(c)
    const typed = typedSchema.catch({}).parse(await c.req.parseBody())
    const form = formSchema.safeParse(typed)
    if (!form.success) return show(c, id, { typed, error: 'The form is incomplete.' })
    try {
      const error = submit(account, id, form.data)
      if (error !== null || form.data.action === 'apply') return show(c, id, { typed, error: error ?? undefined })
      return await goOn(c, id)
    } catch (error) {
      if (error instanceof StripeApiError && error.status === 400) return show(c, id, { typed, error: error.message })
      throw error
    }
  })
  app.get('/:id/authenticate', (c) => {
    const id = idOf(c)
    if (!account.authentications.has(id)) return c.redirect(`/pay/${id}`, 303)
    return c.html(authenticationPage(findSession(account, id)))
  })
  app.post('/:id/authenticate', async (c) => {
    const id = idOf(c)
    const consent = consentSchema.safeParse(await c.req.parseBody())
    if (!account.authentications.has(id) || !consent.success) return c.redirect(`/pay/${id}`, 303)
    authenticatePayment(account, id, consent.data.outcome)
    if (consent.data.outcome === 'succeeded') return await goOn(c, id)
    return show(c, id, { error: 'Your bank did not confirm the payment. Try another card.' })
  })
  app.get('/:id/recover', (c) => c.redirect(recoverSession(account, idOf(c)).url ?? '/', 303))
  return app
}

/** Does what the customer asked for. Returns what to tell them when nothing was paid; throws a StripeApiError likewise. */
function submit(account: StripeAccount, id: string, form: Form): string | null {
  const session = findSession(account, id)
  if (form.action === 'decline') {
    declinePayment(account, id)
    return 'The card was declined.'
  }
  choose(account, id, form)
  if (form.action === 'apply') return null
  const { name, line1, line2, city, state, postal_code, country, email, phone } = form
  const isAddressed = name !== null && line1 !== null && country !== null
  if (session.shipping_address_collection !== null && !isAddressed) return 'Name, address and country are needed.'
  paySession(account, id, {
    ...instrument(form),
    shippingIndex: form.shippingIndex,
    address: isAddressed ? { name, line1, line2, city, state, postal_code, country } : null,
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  })
  if (session.status === 'complete' || account.authentications.has(id)) return null
  const { last_payment_error: failure } = account.paymentIntents.get(String(session.payment_intent)) ?? {}
  return failure?.message ?? 'The payment failed.'
}

/** The way to ship and the promotion code decide the price. */
function choose(account: StripeAccount, id: string, { shippingIndex, promotionCode }: Form): void {
  const session = findSession(account, id)
  if (session.status !== 'open') return
  if (promotionCode !== undefined && session.allow_promotion_codes === true) {
    if (promotionCode.trim() === '') session.discounts = []
    else enterPromotionCode(account, session, promotionCode)
  }
  priceSession(account, session, { shippingIndex })
}

function instrument({ action, method, card, iban }: Form): Pick<PayOptions, 'method' | 'card' | 'iban'> {
  if (action === 'delayed') return { method: 'delayed' }
  if (method === 'sepa_debit') return { method: 'delayed', ...(iban !== null && { iban }) }
  return card === null ? {} : { card }
}
