import type * as z from 'zod/mini'
import type { CallOptions } from '../fulfillment-provider.ts'
import {
  actionsAnswerSchema,
  type CancelOrderResult,
  cancelAnswerSchema,
  type ProdigiActions,
  type UpdateOrderResult,
  updateAnswerSchema,
} from './prodigi-action.ts'
import type { ProdigiTransport } from './prodigi-attempt.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'
import { type CreateOrderResult, createAnswerSchema, orderAnswerSchema } from './prodigi-create.ts'
import { ProdigiError } from './prodigi-error.ts'
import {
  type ListOrdersQuery,
  type ListOrdersResult,
  nextPage,
  ordersAnswerSchema,
  toSearchParams,
} from './prodigi-list.ts'
import type { ProdigiOrder, ProdigiShippingMethod } from './prodigi-order.ts'
import { completeRecipient, type ProdigiOrderRequest, type ProdigiRecipient } from './prodigi-order-request.ts'
import { type ProdigiProduct, productAnswerSchema } from './prodigi-product.ts'
import { type CreateQuotesResult, type ProdigiQuoteRequest, quotesAnswerSchema, quotesFor } from './prodigi-quote.ts'
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
    list(query?: ListOrdersQuery, options?: CallOptions): Promise<ListOrdersResult>
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
    /** Prices an order without making one. Filtered by the method asked for, which Prodigi does not always do. */
    create(request: ProdigiQuoteRequest, options?: CallOptions): Promise<CreateQuotesResult>
  }
  readonly products: {
    /** @param sku in any case. */
    get(sku: string, options?: CallOptions): Promise<ProdigiProduct>
  }
}

/**
 * A client of Prodigi's Print API v4, usable without the rest of Quoin.
 *
 * Reads are tried again quickly, twice; writes never. Reads time out after 15 s, writes after 70 s. Facts are from
 * {@link https://www.prodigi.com/print-api/docs/reference/ the reference}; answers may differ from it in case, names and
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
  return clientOver(createProdigiTransport(options))
}

/** The client over a transport that exists already. */
export function clientOver(transport: ProdigiTransport): ProdigiClient {
  const read = <Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    { signal }: CallOptions = {},
    query?: URLSearchParams,
  ) => transport({ method: 'GET', path, query, effect: 'read', signal }, schema)

  const update = (orderId: string, action: string, body: object, { signal }: CallOptions = {}) => {
    const path = `${pathOf('orders', orderId)}/actions/${action}`
    return transport({ method: 'POST', path, body: JSON.stringify(body), effect: 'write', signal }, updateAnswerSchema)
  }

  return {
    orders: {
      create: async (request, { signal } = {}) => {
        const body = typeof request === 'string' ? request : JSON.stringify(request)
        return transport({ method: 'POST', path: 'orders', body, effect: 'write', signal }, createAnswerSchema)
      },
      get: async (orderId, options) => (await read(orderAnswerSchema, pathOf('orders', orderId), options)).order,
      list: async (query = {}, options) => {
        const { orders, hasMore } = await read(ordersAnswerSchema, 'orders', options, toSearchParams(query))
        return { orders, next: hasMore && orders.length > 0 ? nextPage(query) : null }
      },
      actions: {
        get: async (orderId, options) => read(actionsAnswerSchema, `${pathOf('orders', orderId)}/actions`, options),
        cancel: async (orderId, { signal } = {}) => {
          const path = `${pathOf('orders', orderId)}/actions/cancel`
          return transport({ method: 'POST', path, effect: 'write', signal }, cancelAnswerSchema)
        },
        updateShippingMethod: async (orderId, shippingMethod, options) =>
          update(orderId, 'updateShippingMethod', { shippingMethod }, options),
        updateRecipient: async (orderId, recipient, options) =>
          update(orderId, 'updateRecipient', completeRecipient(recipient), options),
        updateMetadata: async (orderId, metadata, options) => update(orderId, 'updateMetadata', { metadata }, options),
      },
    },
    quotes: {
      create: async (request, { signal } = {}) => {
        const body = JSON.stringify(request)
        const answer = await transport(
          { method: 'POST', path: 'quotes', body, effect: 'read', signal },
          quotesAnswerSchema,
        )
        return { ...answer, quotes: quotesFor(request.shippingMethod, answer.quotes) }
      },
    },
    products: {
      get: async (sku, options) => (await read(productAnswerSchema, pathOf('products', sku), options)).product,
    },
  }
}

/** A path that ends in an id. An empty one, or dots, would lead to another endpoint. */
export function pathOf(collection: 'orders' | 'products', id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ProdigiError('invalid_argument', `Not an id of Prodigi's ${collection}.`)
  return `${collection}/${encodeURIComponent(id)}`
}
