import { formatDecimal, money } from '@quoin/core'
import { html, raw } from 'hono/html'
import type Stripe from 'stripe'
import type { LineItem } from './line-item.ts'
import { addressFields, type Html, paymentFields, type Typed } from './pay-form.ts'
import { payStyle } from './pay-style.ts'
import { discountOf } from './session-discount.ts'
import type { StripeAccount } from './stripe-account.ts'

type Session = Stripe.Checkout.Session

/** What the page shows beside the session. */
export interface PayPageState {
  readonly typed?: Typed
  readonly error?: string | undefined
}

/** Where a simulated customer pays. Everything from the session is escaped by the template. It needs no script. */
export function payPage(account: StripeAccount, session: Session, { typed = {}, error }: PayPageState = {}): Html {
  const price = (amount: number | null) => decimal(amount, session.currency)
  const isFree = session.amount_total === 0
  return page(
    `Pay ${price(session.amount_total)}`,
    html`
    ${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}
    <form class="pay" method="post">
      <div>
        <section>
          <h1>${price(session.amount_total)}</h1>
          <p class="note">A simulated Stripe ${session.ui_mode === 'hosted_page' ? 'Checkout' : `page, in place of what ${session.ui_mode} would show`}: no money moves.</p>
          ${summary(account, session, price)}
        </section>
        ${shippingChoices(account, session, price)} ${promotionField(account, session, typed)}
      </div>
      <div>
        ${addressFields(session, typed)} ${isFree ? '' : paymentFields(typed)}
        <section>
          <button class="pay" name="action" value="card">${isFree ? 'Complete order' : `Pay ${price(session.amount_total)}`}</button>
          <details class="note"><summary>Shortcuts</summary>
            <button name="action" value="delayed">Pay by a delayed method that is settled by hand</button>
            <button name="action" value="decline">Be declined</button>
          </details>
          ${session.cancel_url === null ? '' : html`<p class="note"><a href="${session.cancel_url}">Back to the shop</a></p>`}
        </section>
      </div>
    </form>`,
  )
}

/** What a closed session shows. */
export function closedPage(session: Session): Html {
  const text = session.status === 'complete' ? 'This payment is done.' : 'This payment page has expired.'
  const recoverUrl = session.after_expiration?.recovery?.url
  const shopUrl = session.status === 'complete' ? returnUrl(session) : session.cancel_url
  return page(
    text,
    html`<section class="narrow"><h1>${text}</h1>
    ${recoverUrl ? html`<p><a href="${recoverUrl}">Start again</a></p>` : ''}
    ${shopUrl === null ? '' : html`<p><a href="${shopUrl}">Back to the shop</a></p>`}</section>`,
  )
}

/** Where a customer goes who has paid; null when they stay. */
export function returnUrl({ id, success_url, return_url, redirect_on_completion: redirects }: Session): string | null {
  const url = redirects === 'never' ? null : (success_url ?? return_url)
  return url ? url.replaceAll('{CHECKOUT_SESSION_ID}', id) : null
}

/** Where the customer's bank asks for their consent. */
export function authenticationPage(session: Session): Html {
  const amount = decimal(session.amount_total, session.currency)
  return page(
    '3-D Secure',
    html`<section class="narrow"><h1>3-D Secure</h1>
    <p>The simulated bank asks whether you are paying ${amount} with this card.</p>
    <form method="post">
      <button class="pay" name="outcome" value="succeeded">Complete</button>
      <button name="outcome" value="failed">Fail</button>
    </form></section>`,
  )
}

function summary(account: StripeAccount, session: Session, price: (amount: number | null) => string): Html {
  const items = account.lineItems.get(session.id) ?? []
  const { amount_discount: discount = 0, amount_tax: tax = 0 } = session.total_details ?? {}
  const row = (label: string, amount: string, total = false) =>
    html`<tr ${total ? raw('class="total"') : ''}><th scope="row">${label}</th><td>${amount}</td></tr>`
  return html`<table>
    <tbody>${items.map((item: LineItem) => row(`${item.quantity} × ${item.description}`, price(item.amount_subtotal)))}</tbody>
    <tfoot>
      ${row('Subtotal', price(session.amount_subtotal))}
      ${discount > 0 ? row(`Discount${discountName(account, session)}`, `−${price(discount)}`) : ''}
      ${session.shipping_cost === null ? '' : row('Shipping', price(session.shipping_cost.amount_subtotal))}
      ${session.automatic_tax.enabled ? row('Tax', price(tax)) : ''}
      ${row('Total', price(session.amount_total), true)}
    </tfoot>
  </table>`
}

function discountName(account: StripeAccount, session: Session): string {
  const used = discountOf(account, session)
  const name = used?.promotionCode?.code ?? used?.coupon.name ?? used?.coupon.id
  return name === undefined ? '' : ` (${name})`
}

function shippingChoices(account: StripeAccount, session: Session, price: (amount: number) => string): Html | string {
  if (session.shipping_options.length === 0) return ''
  const chosen = session.shipping_cost?.shipping_rate
  const choices = session.shipping_options.map((option, index) => {
    const name = account.shippingRates.get(String(option.shipping_rate))?.display_name ?? 'Shipping'
    return html`<label class="choice"><input type="radio" name="shippingIndex" value="${index}" ${option.shipping_rate === chosen ? 'checked' : ''} />
      ${name} (${price(option.shipping_amount)})</label>`
  })
  return html`<fieldset><legend>Shipping</legend><div>${choices}
    ${session.shipping_options.length > 1 ? html`<button name="action" value="apply">Update total</button>` : ''}</div></fieldset>`
}

function promotionField(account: StripeAccount, session: Session, typed: Typed): Html | string {
  if (session.allow_promotion_codes !== true) return ''
  const code = typed['promotionCode'] ?? discountOf(account, session)?.promotionCode?.code ?? ''
  return html`<fieldset><legend>Promotion code</legend><div>
    <label>Code (optional)<input name="promotionCode" value="${code}" autocomplete="off" /></label>
    <button name="action" value="apply">Apply</button></div></fieldset>`
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>${title} · simulated checkout</title><style>${raw(payStyle)}</style></head>
      <body><main>${content}</main></body>
    </html>`
}

function decimal(amount: number | null, currency: string | null): string {
  const code = (currency ?? 'xxx').toUpperCase()
  return `${formatDecimal(money(amount ?? 0, code))} ${code}`
}
