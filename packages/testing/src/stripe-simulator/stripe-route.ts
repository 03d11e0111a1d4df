/** The endpoints, by the names that faults and the ledger use. */
export const endpoints = [
  'createSession',
  'getSession',
  'listSessions',
  'updateSession',
  'expireSession',
  'listLineItems',
  'createCoupon',
  'getCoupon',
  'listCoupons',
  'deleteCoupon',
  'createPromotionCode',
  'getPromotionCode',
  'listPromotionCodes',
  'updatePromotionCode',
  'createProduct',
  'getProduct',
  'listProducts',
  'createPrice',
  'getPrice',
  'listPrices',
  'createShippingRate',
  'getShippingRate',
  'listShippingRates',
  'getPaymentIntent',
  'listPaymentIntents',
  'updatePaymentIntent',
  'capturePaymentIntent',
  'cancelPaymentIntent',
  'getPaymentMethod',
  'getCharge',
  'listCharges',
  'getBalance',
  'getBalanceTransaction',
  'listBalanceTransactions',
  'createRefund',
  'getRefund',
  'listRefunds',
  'updateRefund',
  'getDispute',
  'listDisputes',
  'updateDispute',
  'closeDispute',
  'getFraudWarning',
  'listFraudWarnings',
  'getReview',
  'listReviews',
  'approveReview',
  'getEvent',
  'listEvents',
  'getEventNotification',
  'createWebhookEndpoint',
  'getWebhookEndpoint',
  'listWebhookEndpoints',
  'updateWebhookEndpoint',
  'deleteWebhookEndpoint',
] as const
export type Endpoint = (typeof endpoints)[number]

/** What an endpoint gets to see of a request. */
export interface StripeCall {
  /** A part of the path. */
  readonly param: (name: string) => string
  /** The query of a GET, the body of a POST, in Stripe's encoding. */
  readonly encoded: string
  /** Of the request's own address. */
  readonly origin: string
}

export interface StripeRoute {
  readonly endpoint: Endpoint
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  /** Answers with 200. Throws a StripeApiError for every refusal. */
  readonly handle: (call: StripeCall) => object
}
