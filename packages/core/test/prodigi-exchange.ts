import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  ProdigiClient,
  ProdigiOrderRequest,
  ProdigiQuoteRequest,
  ProdigiRecipient,
  SpineRequest,
} from '@quoin/core/prodigi'

/** A request to Prodigi and its answer, as somebody has written them down. Names and addresses are made up. */
export interface ProdigiExchange {
  /** The file's name without its ending. */
  readonly name: string
  /** Who has written it down. */
  readonly source: string
  readonly note?: string
  readonly request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown }
  readonly response: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    /** What is JSON. */
    readonly body?: unknown
    /** What is not. */
    readonly text?: string
  }
}

const place = join(import.meta.dirname, 'fixtures/prodigi')

export const prodigiExchanges: readonly ProdigiExchange[] = readdirSync(place)
  .toSorted()
  .map((file) => ({ name: file.replace('.json', ''), ...JSON.parse(readFileSync(join(place, file), 'utf8')) }))

export function toResponse({ response: { status, headers = {}, body, text } }: ProdigiExchange): Response {
  return new Response(text ?? JSON.stringify(body), { status, headers })
}

/** The call of the client that makes the request of an exchange. */
export function callFor({ request }: ProdigiExchange): (client: ProdigiClient) => Promise<unknown> {
  const { pathname, searchParams } = new URL(request.path, 'https://prodigi.example')
  const [, , collection = '', id = '', , action] = pathname.split('/').map(decodeURIComponent)
  const hasActions = pathname.includes('/actions')
  const endpoint = [request.method, collection, id && (id === 'spine' ? id : ':id'), hasActions && 'actions', action]
  switch (endpoint.filter(Boolean).join(' ')) {
    case 'POST orders':
      return (client) => client.orders.create(request.body as ProdigiOrderRequest)
    case 'GET orders':
      return (client) => client.orders.list({ top: Number(searchParams.get('top')) })
    case 'GET orders :id':
      return (client) => client.orders.get(id)
    case 'GET orders :id actions':
      return (client) => client.orders.actions.get(id)
    case 'POST orders :id actions cancel':
      return (client) => client.orders.actions.cancel(id)
    case 'POST orders :id actions updateShippingMethod': {
      const { shippingMethod } = request.body as { shippingMethod: string }
      return (client) => client.orders.actions.updateShippingMethod(id, shippingMethod)
    }
    case 'POST orders :id actions updateRecipient':
      return (client) => client.orders.actions.updateRecipient(id, request.body as ProdigiRecipient)
    case 'POST orders :id actions updateMetadata': {
      const { metadata } = request.body as { metadata: Record<string, unknown> }
      return (client) => client.orders.actions.updateMetadata(id, metadata)
    }
    case 'POST quotes':
      return (client) => client.quotes.create(request.body as ProdigiQuoteRequest)
    case 'GET products :id':
      return (client) => client.products.get(id)
    case 'POST products spine':
      return (client) => client.photobooks.spine(request.body as SpineRequest)
  }
  throw new Error(`No method of the client calls ${request.method} ${request.path}.`)
}
