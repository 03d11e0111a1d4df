import type Stripe from 'stripe'
import { z } from 'zod'
import {
  amountParam,
  booleanParam,
  currencyParam,
  expandParam,
  integerParam,
  metadataParam,
  textParam,
} from './api-params.ts'
import { findCoupon, isWithin } from './coupon.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

export const promotionCodeParams = z.strictObject({
  promotion: z.strictObject({ type: z.literal('coupon'), coupon: textParam }),
  code: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,500}$/)
    .optional(),
  active: booleanParam.default(true),
  expires_at: integerParam.optional(),
  max_redemptions: integerParam.optional(),
  metadata: metadataParam.optional(),
  restrictions: z
    .strictObject({
      first_time_transaction: booleanParam.optional(),
      minimum_amount: amountParam.optional(),
      minimum_amount_currency: currencyParam.optional(),
    })
    .optional(),
  expand: expandParam,
})
type PromotionCodeParams = z.infer<typeof promotionCodeParams>

/** @throws {@link StripeApiError} when its coupon is unknown, or another active one has the same code. */
export function createPromotionCode(account: StripeAccount, params: PromotionCodeParams): Stripe.PromotionCode {
  const coupon = findCoupon(account, params.promotion.coupon, 'promotion[coupon]')
  const code =
    params.code ??
    account
      .newId('code')
      .slice('code_'.length, 'code_'.length + 8)
      .toUpperCase()
  if (params.active && activeByCode(account, code) !== undefined) {
    throw new StripeApiError(400, {
      message: 'An active promotion code with that code already exists.',
      param: 'code',
    })
  }
  const { restrictions = {} } = params
  const promotionCode: Stripe.PromotionCode = {
    id: account.newId('promo'),
    object: 'promotion_code',
    active: params.active,
    code,
    created: account.now(),
    customer: null,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: account.livemode,
    max_redemptions: params.max_redemptions ?? null,
    metadata: params.metadata ?? {},
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: restrictions.first_time_transaction ?? false,
      minimum_amount: restrictions.minimum_amount ?? null,
      minimum_amount_currency: restrictions.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  }
  account.promotionCodes.set(promotionCode.id, promotionCode)
  return promotionCode
}

/** @throws {@link StripeApiError} 404. */
export function findPromotionCode(account: StripeAccount, id: string, param?: string): Stripe.PromotionCode {
  const promotionCode = account.promotionCodes.get(id)
  if (promotionCode === undefined)
    throw noSuch('promotion code', id, param ?? 'promotion_code', param === undefined ? 404 : 400)
  return refreshed(account, promotionCode)
}

/** The one that a customer means who types the code; case does not matter. */
export function activeByCode(account: StripeAccount, code: string): Stripe.PromotionCode | undefined {
  const wanted = code.trim().toLowerCase()
  return [...account.promotionCodes.values()].find(
    (each) => each.code.toLowerCase() === wanted && refreshed(account, each).active,
  )
}

/** What ended by time or number is not active any more. */
function refreshed(account: StripeAccount, promotionCode: Stripe.PromotionCode): Stripe.PromotionCode {
  const { max_redemptions: max, times_redeemed: times, expires_at: until, promotion } = promotionCode
  const coupon = account.coupons.get(String(promotion.coupon))
  const isCouponValid = coupon !== undefined && findCoupon(account, coupon.id).valid
  promotionCode.active &&= isCouponValid && isWithin(account, max, times, until)
  return promotionCode
}
