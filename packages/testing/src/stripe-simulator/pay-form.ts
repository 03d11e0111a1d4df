import { html } from 'hono/html'
import type Stripe from 'stripe'
import { testAddressFor } from './test-address.ts'
import { testCards, testIbans, usualCard } from './test-card.ts'

type Session = Stripe.Checkout.Session
export type Html = ReturnType<typeof html>
/** What the customer has typed so far, by the names of the fields. */
export type Typed = Readonly<Record<string, string>>

/** A field with its label; what was typed comes back. */
function field(
  typed: Typed,
  name: string,
  label: string,
  value: string | null | undefined,
  autocomplete: string,
): Html {
  return html`<label>${label}<input name="${name}" value="${typed[name] ?? value ?? ''}" autocomplete="${autocomplete}" /></label>`
}

/** Where the parcel goes, and how to reach the customer. */
export function addressFields(session: Session, typed: Typed): Html {
  const email = field(typed, 'email', 'E-mail', session.customer_email ?? 'ada@example.com', 'email')
  const phone = session.phone_number_collection?.enabled ? field(typed, 'phone', 'Phone', '+15550100', 'tel') : ''
  const allowed = session.shipping_address_collection?.allowed_countries
  if (allowed === undefined) return html`<fieldset><legend>Contact</legend><div>${email} ${phone}</div></fieldset>`
  const address = testAddressFor(allowed)
  const chosen = typed['country'] ?? address.country
  const countries = allowed.map((code) => html`<option ${code === chosen ? 'selected' : ''}>${code}</option>`)
  return html`<fieldset><legend>Contact and address</legend><div>
    ${email} ${phone}
    ${field(typed, 'name', 'Name', address.name, 'shipping name')}
    ${field(typed, 'line1', 'Address', address.line1, 'shipping address-line1')}
    ${field(typed, 'line2', 'Address, second line (optional)', address.line2, 'shipping address-line2')}
    <div class="row">
      ${field(typed, 'postal_code', 'Postal code', address.postal_code, 'shipping postal-code')}
      ${field(typed, 'city', 'City', address.city, 'shipping address-level2')}
    </div>
    <div class="row">
      ${field(typed, 'state', 'State or county', address.state, 'shipping address-level1')}
      <label>Country<select name="country" autocomplete="shipping country">${countries}</select></label>
    </div></div>
  </fieldset>`
}

/** With what is paid: a card or a bank debit. */
export function paymentFields(typed: Typed): Html {
  const isDebit = typed['method'] === 'sepa_debit'
  const spaced = usualCard.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
  const [anIban] = Object.keys(testIbans)
  return html`<fieldset><legend>Payment</legend><div>
    <label class="choice"><input type="radio" name="method" value="card" ${isDebit ? '' : 'checked'} /> Card</label>
    ${field(typed, 'card', 'Card number', spaced, 'off')}
    <div class="row">
      ${field(typed, 'expiry', 'Expires', '12 / 34', 'off')} ${field(typed, 'cvc', 'Security code', '123', 'off')}
    </div>
    <label class="choice"><input type="radio" name="method" value="sepa_debit" ${isDebit ? 'checked' : ''} /> Bank debit (SEPA)</label>
    ${field(typed, 'iban', 'IBAN', anIban, 'off')}
    <details class="note"><summary>Test numbers</summary>
      <table>
        ${testCards.map(({ number, does }) => html`<tr><th scope="row"><code>${number}</code></th><td>${does}</td></tr>`)}
        ${Object.entries(testIbans).map(([iban, outcome]) => html`<tr><th scope="row"><code>${iban}</code></th><td>${outcome} later</td></tr>`)}
      </table>
    </details></div>
  </fieldset>`
}
