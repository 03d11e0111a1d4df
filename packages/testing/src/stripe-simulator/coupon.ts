import type Stripe from 'stripe'
import { z } from 'zod'
import { currencyParam, expandParam, integerParam, metadataParam, textParam } from './api-params.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

const above0 = integerParam.refine((value) => value > 0, 'parameter_invalid_integer')

export const couponParams = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]{1,200}$/)
    .optional(),
  amount_off: above0.optional(),
  currency: currencyParam.optional(),
  percent_off: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/)
    .transform(Number)
    .refine((percent) => percent > 0 && percent <= 100)
    .optional(),
  duration: z.enum(['forever', 'once', 'repeating']).default('once'),
  duration_in_months: above0.optional(),
  max_redemptions: above0.optional(),
  redeem_by: integerParam.optional(),
  name: textParam.max(40).optional(),
  metadata: metadataParam.optional(),
  expand: expandParam,
})
type CouponParams = z.infer<typeof couponParams>

/** @throws {@link StripeApiError} when it takes neither an amount nor a share, or its id is taken. */
export function createCoupon(account: StripeAccount, params: CouponParams): Stripe.Coupon {
  const { amount_off: amount, percent_off: percent, currency } = params
  if ((amount === undefined) === (percent === undefined)) {
    throw new StripeApiError(400, { message: 'You must pass either `percent_off` or `amount_off`, and not both.' })
  }
  if (amount !== undefined && currency === undefined) {
    throw new StripeApiError(400, {
      code: 'parameter_missing',
      message: 'You must pass `currency` when passing `amount_off`.',
      param: 'currency',
    })
  }
  const id = params.id ?? account.newId('coupon').slice('coupon_'.length, 'coupon_'.length + 8)
  if (account.coupons.has(id)) {
    throw new StripeApiError(400, { code: 'resource_already_exists', message: 'Coupon already exists.', param: 'id' })
  }
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: amount ?? null,
    created: account.now(),
    currency: amount === undefined ? null : (currency ?? null),
    duration: params.duration,
    duration_in_months: params.duration_in_months ?? null,
    livemode: account.livemode,
    max_redemptions: params.max_redemptions ?? null,
    metadata: params.metadata ?? {},
    name: params.name ?? null,
    percent_off: percent ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  }
  account.coupons.set(id, coupon)
  return coupon
}

/** @param param what names it, if a parameter does. @throws {@link StripeApiError} 404 or 400. */
export function findCoupon(account: StripeAccount, id: string, param?: string): Stripe.Coupon {
  const coupon = account.coupons.get(id)
  if (coupon === undefined) throw noSuch('coupon', id, param ?? 'coupon', param === undefined ? 404 : 400)
  coupon.valid = isWithin(account, coupon.max_redemptions, coupon.times_redeemed, coupon.redeem_by)
  return coupon
}

/** Whether something that ends by number or by time has not ended. */
export function isWithin(account: StripeAccount, max: number | null, times: number, until: number | null): boolean {
  return (max === null || times < max) && (until === null || account.now() < until)
}
