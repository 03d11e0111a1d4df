import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './paths.ts'

/** What {@link createQuoinClient} takes. `baseUrl` is where the endpoints begin, such as `https://shop.example/api`. */
export type QuoinClientOptions = ClientOptions & { readonly baseUrl: string }

/** Each endpoint as a call whose path, query, body and answer are typed. A refusal is in `error`; nothing is thrown for it. */
export type QuoinClient = Client<paths>

/** An order as the API shows it. */
export type ClientOrder = components['schemas']['Order']
/** A refusal, with its code in `error`. */
export type ClientProblem = components['schemas']['Problem']

/**
 * A client of Quoin's HTTP API for browsers and servers, on `fetch`. Its types are made from the endpoints themselves, and
 * nothing of the server is loaded with it.
 *
 * @example
 * ```ts
 * import { createQuoinClient } from '@quoin/http/client'
 *
 * const quoin = createQuoinClient({ baseUrl: 'https://shop.example/api' })
 *
 * export async function statusOf(id: string): Promise<string> {
 *   const { data, error } = await quoin.GET('/orders/{id}/status', { params: { path: { id } } })
 *   return data ? data.order.status : error.title
 * }
 * ```
 */
export function createQuoinClient(options: QuoinClientOptions): QuoinClient {
  return createFetchClient<paths>(options)
}

export type { components, paths } from './paths.ts'
