import type { CallOptions } from '../fulfillment-provider.ts'
import { clientOver } from './client-over-transport.ts'
import type { CancelOrderResult, ProdigiActions, UpdateOrderResult } from './prodigi-action.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'
import type { CreateOrderResult } from './prodigi-create.ts'
import type { ListOrdersQuery, ListOrdersResult } from './prodigi-list.ts'
import type { ListAllOrdersQuery } from './prodigi-list-all.ts'
import type { ProdigiOrder, ProdigiShippingMethod } from './prodigi-order.ts'
import type { ProdigiOrderRequest, ProdigiRecipient } from './prodigi-order-request.ts'
import type { ProdigiProduct } from './prodigi-product.ts'
import type { CreateQuotesResult, ProdigiQuoteRequest } from './prodigi-quote.ts'
import type { SpineRequest, SpineResult } from './prodigi-spine.ts'
import { createProdigiTransport } from './prodigi-transport.ts'

/** Prodigi's Print API v4. Every method throws {@link ProdigiError} and nothing else. */
export interface ProdigiClient {
  readonly orders: {
    /**
     * Creates an order and submits it. Never repeated by the client: after an error whose `retry` is `unknown` send the
     * same again, with the same idempotency key.
     *
     * @param request the order, or the JSON text of one to send exactly these bytes.
     */
    create(request: ProdigiOrderRequest | string, options?: CallOptions): Promise<CreateOrderResult>
    /** A held order is unknown (404) until its pause window ends. */
    get(orderId: string, options?: CallOptions): Promise<ProdigiOrder>
    /** One page. */
    list(query?: ListOrdersQuery, options?: CallOptions): Promise<ListOrdersResult>
    /**
     * Every order that there is when it begins, newest first, each once; pages are read as they are needed.
     *
     * With `status`, an order that changes meanwhile can hide another: leave it out when none may be missed.
     */
    listAll(query?: ListAllOrdersQuery, options?: CallOptions): AsyncIterableIterator<ProdigiOrder>
    readonly actions: {
      get(orderId: string, options?: CallOptions): Promise<ProdigiActions>
      /** Asks to cancel the whole order. */
      cancel(orderId: string, options?: CallOptions): Promise<CancelOrderResult>
      updateShippingMethod(
        orderId: string,
        method: ProdigiShippingMethod,
        options?: CallOptions,
      ): Promise<UpdateOrderResult>
      /** Replaces the recipient as a whole; what is left out is sent as null. */
      updateRecipient(orderId: string, recipient: ProdigiRecipient, options?: CallOptions): Promise<UpdateOrderResult>
      /** Replaces the metadata as a whole, at any stage. */
      updateMetadata(
        orderId: string,
        metadata: Readonly<Record<string, unknown>>,
        options?: CallOptions,
      ): Promise<UpdateOrderResult>
    }
  }
  readonly quotes: {
    /**
     * Prices an order without making one. Filtered by the method asked for, which Prodigi does not always do. Answers are
     * kept for a few minutes and frozen.
     */
    create(request: ProdigiQuoteRequest, options?: CallOptions): Promise<CreateQuotesResult>
  }
  readonly products: {
    /**
     * Answers are kept for an hour and frozen.
     *
     * @param sku in any case.
     */
    get(sku: string, options?: CallOptions): Promise<ProdigiProduct>
  }
  readonly photobooks: {
    /** How wide the spine of a book is, which its artwork has to know. */
    spine(request: SpineRequest, options?: CallOptions): Promise<SpineResult>
  }
}

/**
 * A client of Prodigi's Print API v4, usable without the rest of Quoin.
 *
 * Reads are tried again quickly, twice; writes never. Reads time out after 15 s, writes after 70 s. All calls of a client
 * share a rate limit and a circuit, so make one client per key. Facts are from {@link https://www.prodigi.com/print-api/docs/reference/ the reference}; answers may differ from it in case, names and
 * nulls, and in words that are new.
 *
 * @throws {@link QuoinError} `invalid_options`.
 * @example
 * ```ts
 * import { createProdigiClient } from '@quoin/core/prodigi'
 *
 * const prodigi = createProdigiClient({ apiKey: 'your-key', environment: 'sandbox' })
 * const answer = await prodigi.orders.create({
 *   idempotencyKey: 'order-1001-print-1',
 *   shippingMethod: 'Standard',
 *   recipient: {
 *     name: 'Ada Test',
 *     address: { line1: '1 Main Street', townOrCity: 'London', postalOrZipCode: 'W1A 1AA', countryCode: 'GB' },
 *   },
 *   items: [
 *     {
 *       sku: 'GLOBAL-FAP-16X24',
 *       copies: 1,
 *       sizing: 'fillPrintArea',
 *       assets: [{ printArea: 'default', url: 'https://example.com/print.jpg' }],
 *     },
 *   ],
 * })
 * console.log(answer.outcome, answer.order.id)
 * ```
 */
export function createProdigiClient(options: ProdigiClientOptions): ProdigiClient {
  return clientOver(createProdigiTransport(options), options)
}
