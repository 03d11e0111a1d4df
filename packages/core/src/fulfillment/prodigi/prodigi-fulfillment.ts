import * as z from 'zod/mini'
import { systemTimer } from '../../runtime/timer.ts'
import type {
  CancelResult,
  FulfillmentProvider,
  Quote,
  SubmissionResult,
  UpdateResult,
} from '../fulfillment-provider.ts'
import { clientOver, pathOf } from './client-over-transport.ts'
import { listFulfillments } from './list-fulfillments.ts'
import type { UpdateOrderResult } from './prodigi-action.ts'
import { parseProdigiCallback } from './prodigi-callback.ts'
import { judgeCancel } from './prodigi-cancel.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'
import type { CreateOrderResult } from './prodigi-create.ts'
import { ProdigiError } from './prodigi-error.ts'
import { toSnapshot, unknownWord } from './prodigi-mapping.ts'
import { findMismatches, readSentOrder, type SentOrder } from './prodigi-mismatch.ts'
import { toOrderRequest, toRecipient } from './prodigi-order-request.ts'
import { toProviderProduct } from './prodigi-product-mapping.ts'
import type { ProdigiQuote } from './prodigi-quote.ts'
import { createProdigiTransport } from './prodigi-transport.ts'

/**
 * Prodigi as a print provider of Quoin, named `prodigi`.
 *
 * What it accepts is really printed when `environment` is `production`. Its errors are {@link ProdigiError}s, which are
 * {@link QuoinError}s with code `fulfillment_provider_failed`.
 *
 * @throws {@link QuoinError} `invalid_options`.
 * @example
 * ```ts
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 *
 * const prodigi = prodigiFulfillment({ apiKey: 'your-key', environment: 'sandbox' })
 * await prodigi.ping()
 * ```
 */
export function prodigiFulfillment(options: ProdigiClientOptions): FulfillmentProvider {
  const transport = createProdigiTransport(options)
  const client = clientOver(transport, options)
  const { timer = systemTimer } = options

  return {
    name: 'prodigi',
    livemode: options.environment === 'production',
    prepare: (submission) => JSON.stringify(toOrderRequest(submission)),
    submit: async (body, call) => {
      const sent = readSentOrder(body)
      if (!sent)
        throw new ProdigiError(
          'invalid_argument',
          'Not sent to Prodigi: this is no prepared body with an idempotency key.',
        )
      return toResult(sent, await client.orders.create(body, call))
    },
    read: async (orderId, call) => {
      const order = await nullIfMissing(client.orders.get(orderId, call))
      return order && toSnapshot(order)
    },
    find: async ({ merchantReference, idempotencyKey }, call) => {
      // To the last page: an order that is overlooked here may be printed again.
      for await (const order of client.orders.listAll({ merchantReferences: [merchantReference] }, call)) {
        if (order.idempotencyKey === idempotencyKey) return toSnapshot(order)
      }
      return null
    },
    cancel: async (orderId, call) => {
      const answer = await nullIfMissing(client.orders.actions.cancel(orderId, call))
      // Held orders are unknown to every endpoint; they can only be cancelled in the dashboard.
      if (!answer) return { outcome: 'refused', snapshot: null } satisfies CancelResult
      const order = answer.order?.status ? answer.order : await nullIfMissing(client.orders.get(orderId, call))
      const result = judgeCancel(answer.outcome, order)
      if (result) return result
      const { outcome, traceParent } = answer
      throw new ProdigiError('contradictory', 'Prodigi took the cancel, but its order does not show it yet.', {
        retry: 'unknown',
        status: 200,
        outcome,
        traceParent,
      })
    },
    actions: async (orderId, call) => {
      const actions = await nullIfMissing(client.orders.actions.get(orderId, call))
      if (!actions) return null
      const { cancel, changeRecipientDetails: recipient, changeShippingMethod: shippingMethod } = actions
      return { cancel, recipient, shippingMethod, metadata: actions.changeMetadata }
    },
    updateRecipient: async (orderId, recipient, call) =>
      toUpdate(await nullIfMissing(client.orders.actions.updateRecipient(orderId, toRecipient(recipient), call))),
    updateShippingMethod: async (orderId, method, call) =>
      toUpdate(await nullIfMissing(client.orders.actions.updateShippingMethod(orderId, method, call))),
    updateMetadata: async (orderId, metadata, call) =>
      toUpdate(await nullIfMissing(client.orders.actions.updateMetadata(orderId, metadata, call))),
    list: ({ createdFrom }, call) => listFulfillments(client.orders.list, createdFrom, timer, call),
    product: async (sku, call) => {
      const product = await nullIfUnknown(client.products.get(sku, call))
      return product && toProviderProduct(product)
    },
    quote: async ({ country, currency, items }, call) => {
      const request = {
        destinationCountryCode: country,
        items: items.map(({ sku, quantity, attributes, assets }) => ({
          sku,
          copies: quantity,
          attributes,
          assets: assets.map(({ printArea }) => ({ printArea })),
        })),
      }
      const { outcome, quotes } = await client.quotes
        .create({ ...request, currencyCode: currency }, call)
        .catch((error: unknown) => {
          // A currency that Prodigi does not reckon in says nothing against the items: it answers in the account's own.
          if (refusesCurrency(error)) return client.quotes.create(request, call)
          throw error
        })
      return outcome === 'NotAvailable' ? [] : quotes.map(toQuote)
    },
    inspect: async (orderId, { signal } = {}) => {
      const path = pathOf('orders', orderId)
      const answer = await nullIfMissing(transport({ method: 'GET', path, effect: 'read', signal }, asItCame))
      return answer?.order ?? null
    },
    readCallback: (body) => {
      const { eventId, type } = parseProdigiCallback(body)
      return { eventId, type }
    },
    ping: async (call) => {
      await client.orders.list({ top: 1 }, call)
    },
  }
}

function refusesCurrency(error: unknown): boolean {
  const refused = error instanceof ProdigiError ? Object.keys(error.failures) : []
  return refused.length === 1 && refused[0]?.toLowerCase() === 'currencycode'
}

const asItCame = z.object({ order: z.unknown() })

function toResult(sent: SentOrder, answer: CreateOrderResult): SubmissionResult {
  const snapshot = toSnapshot(answer.order)
  const made = { snapshot, alreadyExisted: false, mismatches: [], providerTrace: answer.traceParent }
  const existing = { ...made, alreadyExisted: true, mismatches: findMismatches(sent, answer.order) }
  switch (answer.outcome) {
    case 'Created':
    case 'CreatedWithIssues':
      return made
    case 'OnHold':
      return { ...made, snapshot: { ...snapshot, status: 'on_hold' } }
    case 'AlreadyExists':
      return existing
    case 'Unknown': {
      // There is an order under our key, whatever the word means: it is ours, or a person must look at it.
      const issues = [...snapshot.issues, unknownWord('outcome', answer.given, snapshot.providerOrderId)]
      return { ...existing, snapshot: { ...snapshot, issues } }
    }
  }
}

/** A held order is shown to no endpoint, and so not changed by any. */
function toUpdate(answer: UpdateOrderResult | null): UpdateResult {
  if (!answer) return { outcome: 'refused', snapshot: null }
  const snapshot = answer.order?.status ? toSnapshot(answer.order) : null
  switch (answer.outcome) {
    case 'Updated':
      return { outcome: answer.shipments.every(({ successful }) => successful) ? 'updated' : 'partial', snapshot }
    case 'PartiallyUpdated':
      return { outcome: 'partial', snapshot }
    case 'FailedToUpdate':
    case 'ActionNotAvailable':
      return { outcome: 'refused', snapshot }
    case 'Unknown': {
      const { given, traceParent } = answer
      throw new ProdigiError('contradictory', `Prodigi answered a change with "${given.slice(0, 60)}".`, {
        retry: 'unknown',
        status: 200,
        outcome: given,
        traceParent,
      })
    }
  }
}

function toQuote({ shippingMethod, costSummary }: ProdigiQuote): Quote {
  return {
    shippingMethod,
    items: costSummary.items,
    shipping: costSummary.shipping,
    total: costSummary.totalCost,
  }
}

async function nullIfMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ProdigiError && error.status === 404) return null
    throw error
  }
}

/** Only Prodigi's own word counts: a 404 without it can come from anywhere on the way. */
async function nullIfUnknown<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer
  } catch (error) {
    const isUnknown = error instanceof ProdigiError && error.status === 404
    if (isUnknown && error.outcome?.toLowerCase() === 'entitynotfound') return null
    throw error
  }
}
