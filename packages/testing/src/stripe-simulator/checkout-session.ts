import type Stripe from 'stripe'
import { mergeMetadata } from './metadata.ts'
import type { SessionUpdate } from './session-params.ts'
import { priceSession } from './session-price.ts'
import { shippingDetails, shippingOptions, shippingRates } from './session-shipping.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

type Session = Stripe.Checkout.Session

/** @throws {@link StripeApiError} 404. */
export function findSession(account: StripeAccount, id: string): Session {
  const session = account.sessions.get(id)
  if (session === undefined) throw noSuch('checkout.session', id, 'session')
  return session
}

/** Changes a session: metadata at any time, the rest while it is open. @throws {@link StripeApiError} */
export function updateSession(account: StripeAccount, id: string, changes: SessionUpdate): Session {
  const session = findSession(account, id)
  const { metadata, shipping_options: options, collected_information: collected } = changes
  if (metadata !== undefined) session.metadata = mergeMetadata(session.metadata, metadata)
  if (options === undefined && collected === undefined) return session
  if (session.status !== 'open') throw refusedSession(`The session ${id} is ${session.status}, not open.`)
  if (options !== undefined) {
    session.shipping_options = shippingOptions(shippingRates(account, options))
    priceSession(account, session, { shippingIndex: 0 })
  }
  if (collected !== undefined) {
    const { name, address } = collected.shipping_details
    session.collected_information = {
      business_name: null,
      individual_name: null,
      shipping_details: shippingDetails({ name, ...address }),
    }
  }
  return session
}

/** What the state of a session forbids. */
export function refusedSession(message: string): StripeApiError {
  return refusedParam('session', message)
}

/** What a field of a request may not be. */
export function refusedParam(param: string, message: string): StripeApiError {
  return new StripeApiError(400, { message, param })
}
