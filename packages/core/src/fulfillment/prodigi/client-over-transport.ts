import type * as z from 'zod/mini'
import { systemClock } from '../../runtime/clock.ts'
import type { CallOptions } from '../fulfillment-provider.ts'
import { type AnswerCache, createAnswerCache, noCache } from './answer-cache.ts'
import { actionsAnswerSchema, cancelAnswerSchema, updateAnswerSchema } from './prodigi-action.ts'
import type { ProdigiTransport } from './prodigi-attempt.ts'
import type { ProdigiClient } from './prodigi-client.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'
import { createAnswerSchema, orderAnswerSchema } from './prodigi-create.ts'
import { ProdigiError } from './prodigi-error.ts'
import { type ListOrdersQuery, nextPage, ordersAnswerSchema, toSearchParams } from './prodigi-list.ts'
import { listAll } from './prodigi-list-all.ts'
import { completeRecipient } from './prodigi-order-request.ts'
import { type ProdigiProduct, productAnswerSchema } from './prodigi-product.ts'
import { type CreateQuotesResult, quotesAnswerSchema, quotesFor } from './prodigi-quote.ts'
import { spineAnswerSchema } from './prodigi-spine.ts'

/** The client's methods over the one way that every call goes. */
export function clientOver(
  transport: ProdigiTransport,
  { cache = {}, clock = systemClock }: Pick<ProdigiClientOptions, 'cache' | 'clock'>,
): ProdigiClient {
  const { productTtlMs = 3_600_000, quoteTtlMs = 300_000, maxEntries = 500 } = cache === 'off' ? {} : cache
  const cacheFor = <Answer>(ttlMs: number): AnswerCache<Answer> =>
    cache === 'off' ? noCache() : createAnswerCache({ ttlMs, maxEntries, clock })
  const products = cacheFor<ProdigiProduct>(productTtlMs)
  const quotes = cacheFor<CreateQuotesResult>(quoteTtlMs)

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

  const list = async (query: ListOrdersQuery = {}, options?: CallOptions) => {
    const page = await read(ordersAnswerSchema, 'orders', options, toSearchParams(query))
    return { orders: page.orders, next: nextPage(query, page) }
  }

  return {
    orders: {
      create: async (request, { signal } = {}) => {
        const body = typeof request === 'string' ? request : JSON.stringify(request)
        return transport({ method: 'POST', path: 'orders', body, effect: 'write', signal }, createAnswerSchema)
      },
      get: async (orderId, options) => (await read(orderAnswerSchema, pathOf('orders', orderId), options)).order,
      list,
      listAll: (query = {}, options) => listAll((page) => list(page, options), query),
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
      create: async (request, options) => {
        const body = JSON.stringify(request)
        return quotes.get(
          body,
          async (signal) => {
            const answer = await transport(
              { method: 'POST', path: 'quotes', body, effect: 'read', signal },
              quotesAnswerSchema,
            )
            return { ...answer, quotes: quotesFor(request.shippingMethod, answer.quotes) }
          },
          options?.signal,
        )
      },
    },
    products: {
      get: async (sku, options) => {
        const path = pathOf('products', sku)
        return products.get(
          sku.toUpperCase(),
          async (signal) => (await read(productAnswerSchema, path, signal && { signal })).product,
          options?.signal,
        )
      },
    },
    photobooks: {
      spine: async (request, options) =>
        transport(
          {
            method: 'POST',
            path: 'products/spine',
            body: JSON.stringify(request),
            effect: 'read',
            answersAt: 404,
            signal: options?.signal,
          },
          spineAnswerSchema,
        ),
    },
  }
}

/** A path that ends in an id. An empty one, or dots, would lead to another endpoint. */
export function pathOf(collection: 'orders' | 'products', id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ProdigiError('invalid_argument', `Not an id of Prodigi's ${collection}.`)
  return `${collection}/${encodeURIComponent(id)}`
}
