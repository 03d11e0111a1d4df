import type Stripe from 'stripe'
import { findCoupon } from './coupon.ts'
import { amountStep } from './currency-rules.ts'
import { activeByCode, findPromotionCode } from './promotion-code.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

type Session = Stripe.Checkout.Session
interface Asked {
  readonly coupon?: string | undefined
  readonly promotion_code?: string | undefined
}

/** Puts a discount into a session. @throws {@link StripeApiError} when it can't be had. */
export function applyDiscount(account: StripeAccount, session: Session, asked: Asked, param: string): void {
  const { coupon: couponId, promotion_code: promotionCodeId } = asked
  if ((couponId === undefined) === (promotionCodeId === undefined)) {
    throw refused(param, 'A discount is either a coupon or a promotion code.')
  }
  if (promotionCodeId !== undefined) {
    takePromotionCode(account, session, findPromotionCode(account, promotionCodeId, `${param}[promotion_code]`), param)
    return
  }
  usableCoupon(account, session, couponId ?? '', `${param}[coupon]`)
  session.discounts = [{ coupon: couponId ?? null, promotion_code: null }]
}

/** The customer types a code. @throws {@link StripeApiError} when the session asks for none, or the code is of no use. */
export function enterPromotionCode(account: StripeAccount, session: Session, code: string): void {
  if (session.allow_promotion_codes !== true) throw refused('promotionCode', 'The session takes no promotion codes.')
  const found = activeByCode(account, code)
  if (found === undefined) throw refused('promotionCode', 'This code is invalid.')
  takePromotionCode(account, session, found, 'promotionCode')
}

function takePromotionCode(account: StripeAccount, session: Session, found: Stripe.PromotionCode, param: string): void {
  const { minimum_amount: minimum, minimum_amount_currency: currency } = found.restrictions
  const isTooLittle = minimum !== null && (session.currency !== currency || (session.amount_subtotal ?? 0) < minimum)
  if (!found.active || isTooLittle) throw refused(param, `The promotion code ${found.code} can't be used here.`)
  usableCoupon(account, session, String(found.promotion.coupon), param)
  session.discounts = [{ coupon: null, promotion_code: found.id }]
}

function usableCoupon(account: StripeAccount, session: Session, id: string, param: string): void {
  const coupon = findCoupon(account, id, param)
  if (!coupon.valid) throw refused(param, `The coupon ${id} has expired or was used too often.`)
  if (coupon.currency !== null && coupon.currency !== session.currency) {
    throw refused(param, `The coupon ${id} is for ${coupon.currency}, the session for ${session.currency}.`)
  }
}

/** The coupon behind a session's discount, and the code by which it came. */
export function discountOf(
  account: StripeAccount,
  session: Session,
): { readonly coupon: Stripe.Coupon; readonly promotionCode: Stripe.PromotionCode | undefined } | undefined {
  const [discount] = session.discounts ?? []
  if (discount === undefined) return undefined
  const promotionCode = account.promotionCodes.get(String(discount.promotion_code))
  const coupon = account.coupons.get(String(promotionCode?.promotion.coupon ?? discount.coupon))
  return coupon && { coupon, promotionCode }
}

/** What a session's discount takes off its lines; never off shipping. */
export function discountAmount(account: StripeAccount, session: Session, subtotal: number): number {
  const coupon = discountOf(account, session)?.coupon
  if (coupon === undefined) return 0
  const step = amountStep(session.currency ?? '')
  const off = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100 / step) * step
  return Math.min(off, subtotal)
}

/** Counts a discount that was used. */
export function redeemDiscount(account: StripeAccount, session: Session): void {
  const used = discountOf(account, session)
  if (used === undefined) return
  used.coupon.times_redeemed += 1
  if (used.promotionCode !== undefined) used.promotionCode.times_redeemed += 1
}

function refused(param: string, message: string): StripeApiError {
  return new StripeApiError(400, { message, param })
}
