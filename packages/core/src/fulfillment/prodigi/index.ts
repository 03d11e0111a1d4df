/**
 * Prodigi's Print API v4: a typed client that stands alone, and the fulfillment provider that Quoin prints with.
 *
 * @example
 * ```ts
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 *
 * const fulfillment = prodigiFulfillment({ apiKey: 'your-key', environment: 'sandbox' })
 * ```
 *
 * @packageDocumentation
 */

export type { CircuitPolicy } from '../../calls/circuit.ts'
export type { CallOptions } from '../fulfillment-provider.ts'
export type { CancelOrderResult, ProdigiActions, ProdigiShipmentUpdate, UpdateOrderResult } from './prodigi-action.ts'
export { type ProdigiCallback, parseProdigiCallback } from './prodigi-callback.ts'
export { chargesOf, type ProdigiChargeRow } from './prodigi-charges.ts'
export { createProdigiClient, type ProdigiClient } from './prodigi-client.ts'
export type { ProdigiCacheOptions, ProdigiClientOptions } from './prodigi-client-options.ts'
export type { CreateOrderResult } from './prodigi-create.ts'
export { ProdigiError, type ProdigiErrorDetails } from './prodigi-error.ts'
export type { ProdigiErrorReason } from './prodigi-error-reason.ts'
export { prodigiFulfillment } from './prodigi-fulfillment.ts'
export type { ListOrdersQuery, ListOrdersResult } from './prodigi-list.ts'
export type { ListAllOrdersQuery } from './prodigi-list-all.ts'
export {
  type ProdigiIssue,
  type ProdigiOrder,
  type ProdigiShipment,
  type ProdigiShippingMethod,
  type ProdigiSizing,
  type ProdigiStage,
  prodigiShippingMethods,
  prodigiSizings,
  prodigiStages,
} from './prodigi-order.ts'
export type {
  ProdigiBrandingPart,
  ProdigiOrderItemRequest,
  ProdigiOrderRequest,
  ProdigiRecipient,
} from './prodigi-order-request.ts'
export type { UnknownOutcome } from './prodigi-outcome.ts'
export type { ProdigiProduct } from './prodigi-product.ts'
export type { CreateQuotesResult, ProdigiQuote, ProdigiQuoteRequest } from './prodigi-quote.ts'
export type { OtherWord } from './prodigi-schema.ts'
export type { SpineRequest, SpineResult } from './prodigi-spine.ts'
export type { RateLimit } from './rate-limit.ts'
