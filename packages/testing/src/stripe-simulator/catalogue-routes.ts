import { z } from 'zod'
import { booleanParam, expandParam, metadataParam } from './api-params.ts'
import { couponParams, createCoupon, findCoupon } from './coupon.ts'
import { getRoute, listRoute, postRoute } from './object-routes.ts'
import { createPrice, createProduct, priceParams, productData } from './product.ts'
import { createPromotionCode, findPromotionCode, promotionCodeParams } from './promotion-code.ts'
import { shippingRateData } from './session-params.ts'
import { createShippingRate } from './shipping-rate.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'
import type { StripeRoute } from './stripe-route.ts'

const expandable = { expand: expandParam }
const promotionCodeUpdate = z.strictObject({
  active: booleanParam.optional(),
  metadata: metadataParam.optional(),
  ...expandable,
})
const active = booleanParam.optional()

/** What a shop keeps at Stripe for its checkouts: products, prices, shipping rates, coupons and promotion codes. */
export function catalogueRoutes(account: StripeAccount): readonly StripeRoute[] {
  const { products, prices, shippingRates, coupons, promotionCodes } = account
  return [
    postRoute(account, 'createProduct', '/products', productData.extend(expandable), (params) =>
      createProduct(account, params),
    ),
    listRoute(account, 'listProducts', '/products', () => products.values(), { active }),
    getRoute(account, 'getProduct', '/products', 'product', (id) => products.get(id)),
    postRoute(account, 'createPrice', '/prices', priceParams.extend(expandable), (params) => {
      const id = params.product ?? (params.product_data && createProduct(account, params.product_data).id)
      if (id === undefined) {
        throw new StripeApiError(400, {
          code: 'parameter_missing',
          message: 'Missing required param: product.',
          param: 'product',
        })
      }
      if (!products.has(id)) throw noSuch('product', id, 'product', 400)
      const price = createPrice(account, id, params)
      price.nickname = params.nickname ?? null
      price.lookup_key = params.lookup_key ?? null
      return price
    }),
    listRoute(account, 'listPrices', '/prices', () => prices.values(), { active, product: z.string().optional() }),
    getRoute(account, 'getPrice', '/prices', 'price', (id) => prices.get(id)),
    postRoute(account, 'createShippingRate', '/shipping_rates', shippingRateData.extend(expandable), (params) =>
      createShippingRate(account, params),
    ),
    listRoute(account, 'listShippingRates', '/shipping_rates', () => shippingRates.values(), { active }),
    getRoute(account, 'getShippingRate', '/shipping_rates', 'shipping rate', (id) => shippingRates.get(id)),

    postRoute(account, 'createCoupon', '/coupons', couponParams, (params) => createCoupon(account, params)),
    listRoute(account, 'listCoupons', '/coupons', () => [...coupons.keys()].map((id) => findCoupon(account, id))),
    getRoute(account, 'getCoupon', '/coupons', 'coupon', (id) => findCoupon(account, id)),
    {
      endpoint: 'deleteCoupon',
      method: 'DELETE',
      path: '/coupons/:id',
      handle(call) {
        const { id } = findCoupon(account, call.param('id'))
        coupons.delete(id)
        return { id, object: 'coupon', deleted: true }
      },
    },
    postRoute(account, 'createPromotionCode', '/promotion_codes', promotionCodeParams, (params) =>
      createPromotionCode(account, params),
    ),
    listRoute(
      account,
      'listPromotionCodes',
      '/promotion_codes',
      () => [...promotionCodes.keys()].map((id) => findPromotionCode(account, id)),
      { active, code: z.string().optional() },
    ),
    getRoute(account, 'getPromotionCode', '/promotion_codes', 'promotion code', (id) => findPromotionCode(account, id)),
    postRoute(account, 'updatePromotionCode', '/promotion_codes/:id', promotionCodeUpdate, (params, call) => {
      const promotionCode = findPromotionCode(account, call.param('id'))
      promotionCode.active = params.active ?? promotionCode.active
      promotionCode.metadata = params.metadata ?? promotionCode.metadata
      return promotionCode
    }),
  ]
}
