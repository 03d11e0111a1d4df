import { formatDecimal, money } from '@quoin/core'
import { html, raw } from 'hono/html'
import type Stripe from 'stripe'
import type { LineItem } from './line-item.ts'
import { testAddressFor } from './test-address.ts'

const style = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #697386; --line: #e3e8ee; --paper: #fff; --ground: #f6f8fa; --accent: #5a3fd6 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ee; --soft: #9aa3b5; --line: #333a4a; --paper: #1c2130; --ground: #12151f; --accent: #8f7bff } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 2rem auto; padding: 0 1rem }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin-bottom: 1rem }
h1 { font-size: 1.25rem; margin: 0 0 .5rem } h2 { font-size: .95rem; margin: 0 0 .75rem; color: var(--soft) }
table { width: 100%; border-collapse: collapse } td { padding: .25rem 0 } td:last-child { text-align: right; white-space: nowrap }
label { display: block; margin-bottom: .6rem; font-size: .85rem; color: var(--soft) } label.choice { color: var(--ink); font-size: 1rem }
input:not([type=radio]), select { display: block; width: 100%; margin-top: .2rem; padding: .5rem .6rem; font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: 8px }
button { display: block; width: 100%; margin-top: .6rem; padding: .7rem; font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: var(--ink); cursor: pointer }
button.pay { background: var(--accent); border-color: var(--accent); color: #fff }
.note { color: var(--soft); font-size: .85rem } .error { color: #d33; font-weight: 600 }
`

type Session = Stripe.Checkout.Session
type Html = ReturnType<typeof html>

/** Where a simulated customer pays. Everything from the session is escaped by the template. */
export function payPage(session: Session, items: readonly LineItem[], rates: ShippingRates, error?: string): Html {
  const price = (amount: number | null) => decimal(amount, session.currency)
  return page(html`
    <section>
      <h1>Pay ${price(session.amount_subtotal)}${session.shipping_options.length > 0 ? ' plus shipping' : ''}</h1>
      <p class="note">A simulated Stripe Checkout: no card is asked for and no money moves.</p>
      ${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}
      <table>${items.map((item) => html`<tr><td>${item.quantity} × ${item.description}</td><td>${price(item.amount_total)}</td></tr>`)}</table>
    </section>
    <form method="post">
      ${shippingChoices(session, rates, price)} ${addressFields(session)}
      <section>
        <button class="pay" name="action" value="card">Pay</button>
        <button name="action" value="delayed">Pay by a delayed method</button>
        <button name="action" value="decline">Be declined</button>
        ${session.cancel_url === null ? '' : html`<p class="note"><a href="${session.cancel_url}">Back to the shop</a></p>`}
      </section>
    </form>`)
}

/** What a closed session shows. */
export function closedPage(session: Session): Html {
  const text = session.status === 'complete' ? 'This payment is done.' : 'This payment page has expired.'
  return page(html`<section><h1>${text}</h1></section>`)
}

type ShippingRates = ReadonlyMap<string, Stripe.ShippingRate>

function shippingChoices(session: Session, rates: ShippingRates, price: (amount: number) => string): Html | string {
  if (session.shipping_options.length === 0) return ''
  const choices = session.shipping_options.map((option, index) => {
    const name = rates.get(String(option.shipping_rate))?.display_name ?? 'Shipping'
    return html`<label class="choice"><input type="radio" name="shippingIndex" value="${index}" ${index === 0 ? 'checked' : ''} />
      ${name} (${price(option.shipping_amount)})</label>`
  })
  return html`<section><h2>Shipping</h2>${choices}</section>`
}

function addressFields(session: Session): Html | string {
  const allowed = session.shipping_address_collection?.allowed_countries
  if (allowed === undefined) return ''
  const address = testAddressFor(allowed)
  const field = (name: string, label: string, value: string | null | undefined) =>
    html`<label>${label}<input name="${name}" value="${value ?? ''}" /></label>`
  const countries = allowed.map((code) => html`<option ${code === address.country ? 'selected' : ''}>${code}</option>`)
  return html`<section><h2>Where it goes</h2>
    ${field('name', 'Name', address.name)} ${field('email', 'E-mail', session.customer_email ?? 'ada@example.com')}
    ${field('line1', 'Address', address.line1)} ${field('line2', 'Address, second line', address.line2)}
    ${field('city', 'City', address.city)} ${field('state', 'State', address.state)}
    ${field('postal_code', 'Postal code', address.postal_code)}
    <label>Country<select name="country">${countries}</select></label>
    ${session.phone_number_collection?.enabled ? field('phone', 'Phone', '+15550100') : ''}
  </section>`
}

function page(content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>Simulated checkout</title><style>${raw(style)}</style></head>
      <body><main>${content}</main></body>
    </html>`
}

function decimal(amount: number | null, currency: string | null): string {
  const code = (currency ?? 'xxx').toUpperCase()
  return `${formatDecimal(money(amount ?? 0, code))} ${code}`
}
