import { type Answer, answer, type Call, notFound, refuse } from './answer.ts'
import { checkItems } from './check-items.ts'
import { describeProduct } from './describe-product.ts'
import { read } from './failures.ts'
import type { Endpoint } from './fault-script.ts'
import { listOrders } from './list-orders.ts'
import { makeQuotes } from './make-quotes.ts'
import { measureSpine } from './measure-spine.ts'
import {
  type ActionResult,
  cancelOrder,
  isOpen,
  updateMetadata,
  updateRecipient,
  updateShippingMethod,
} from './order-actions.ts'
import type { OrderBook } from './order-book.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import {
  metadataRequest,
  orderRequest,
  quoteRequest,
  recipientRequest,
  shippingMethodRequest,
  spineRequest,
} from './request-schemas.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder } from './simulated-order.ts'

/** An endpoint of the v4 API. Paths are in lower case, since theirs have no case. */
export interface ApiRoute {
  readonly endpoint: Endpoint
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly takesJson?: boolean
  readonly handle: (call: Call) => Answer
}

/** The API over the account's orders. */
export function createApi(book: OrderBook, shop: Shop): readonly ApiRoute[] {
  /** A held order does not exist yet for its owner. */
  const shown = (id: string): SimulatedOrder | undefined => {
    const order = book.find(id)
    return order?.held ? undefined : order
  }
  const onOrder = (handle: (body: ProdigiOrder, call: Call) => Answer) => (call: Call) => {
    const order = shown(call.param('id'))
    return order ? handle(order.body, call) : notFound
  }
  return [
    { endpoint: 'createOrder', method: 'POST', path: '/v4.0/orders', takesJson: true, handle: createOrder },
    {
      endpoint: 'listOrders',
      method: 'GET',
      path: '/v4.0/orders',
      handle: (call) =>
        listOrders(
          call,
          book.list().flatMap(({ held, body }) => (held ? [] : [body])),
        ),
    },
    {
      endpoint: 'getOrder',
      method: 'GET',
      path: '/v4.0/orders/:id',
      handle: onOrder((order) => answer('Ok', { order })),
    },
    { endpoint: 'getActions', method: 'GET', path: '/v4.0/orders/:id/actions', handle: onOrder(actionsOf) },
    {
      endpoint: 'cancelOrder',
      method: 'POST',
      path: '/v4.0/orders/:id/actions/cancel',
      handle: onOrder(({ id }) => actionAnswer(book.act(id, cancelOrder))),
    },
    {
      endpoint: 'updateShippingMethod',
      method: 'POST',
      path: '/v4.0/orders/:id/actions/updateshippingmethod',
      takesJson: true,
      handle: onOrder(({ id }, { json }) => {
        const request = read(shippingMethodRequest, json)
        if (!request.ok) return refuse(request)
        const { shippingMethod } = request.value
        const result = book.act(id, (order, at) => updateShippingMethod(order, shippingMethod, at, shop))
        return actionAnswer(result, 'shippingUpdateResults')
      }),
    },
    {
      endpoint: 'updateRecipient',
      method: 'POST',
      path: '/v4.0/orders/:id/actions/updaterecipient',
      takesJson: true,
      handle: onOrder(({ id }, { json }) => {
        const request = read(recipientRequest, json)
        if (!request.ok) return refuse(request)
        const result = book.act(id, (order, at) => updateRecipient(order, request.value, at, shop))
        return actionAnswer(result, 'shipmentUpdateResults')
      }),
    },
    {
      endpoint: 'updateMetadata',
      method: 'POST',
      path: '/v4.0/orders/:id/actions/updatemetadata',
      takesJson: true,
      handle: onOrder(({ id }, { json }) => {
        const request = read(metadataRequest, json)
        if (!request.ok) return refuse(request)
        return actionAnswer(book.act(id, (order, at) => updateMetadata(order, request.value.metadata, at, shop)))
      }),
    },
    { endpoint: 'createQuote', method: 'POST', path: '/v4.0/quotes', takesJson: true, handle: createQuote },
    {
      endpoint: 'getProduct',
      method: 'GET',
      path: '/v4.0/products/:sku',
      handle: ({ param }) => {
        const product = shop.catalogue.find(param('sku'))
        return product ? answer('Ok', { product: describeProduct(product) }) : notFound
      },
    },
    {
      endpoint: 'measureSpine',
      method: 'POST',
      path: '/v4.0/products/spine',
      takesJson: true,
      handle: ({ json }) => {
        const request = read(spineRequest, json)
        return request.ok ? measureSpine(request.value, shop.catalogue) : refuse(request)
      },
    },
  ]

  function createOrder({ json }: Call): Answer {
    const request = read(orderRequest, json)
    if (!request.ok) return refuse(request)
    const items = checkItems(request.value.items, shop.catalogue)
    if (!items.ok) return refuse(items)
    const { order, isNew } = book.place(request.value, items.value, json)
    // Of an order in its pause window nothing but the id is shown, and nothing else is known of what is shown then.
    const body = order.held ? { id: order.body.id } : order.body
    return answer(outcomeOf(order, isNew), { order: body })
  }

  function createQuote({ json }: Call): Answer {
    const request = read(quoteRequest, json)
    if (!request.ok) return refuse(request)
    const items = checkItems(request.value.items, shop.catalogue)
    if (!items.ok) return refuse(items)
    const { outcome, ...quotes } = makeQuotes(request.value, items.value, shop)
    return answer(outcome, quotes)
  }
}

function outcomeOf(order: SimulatedOrder, isNew: boolean): string {
  if (!isNew) return 'AlreadyExists'
  if (order.held) return 'OnHold'
  return order.body.status.issues.length > 0 ? 'CreatedWithIssues' : 'Created'
}

function actionsOf(order: ProdigiOrder): Answer {
  const whileOpen = { isAvailable: isOpen(order) ? 'Yes' : 'No' }
  return answer('Ok', {
    cancel: whileOpen,
    changeRecipientDetails: whileOpen,
    changeShippingMethod: whileOpen,
    changeMetaData: { isAvailable: 'Yes' },
  })
}

/** The list of what happened to each parcel has another name for each action. */
function actionAnswer({ outcome, order, updateResults }: ActionResult, resultsName?: string): Answer {
  const results = resultsName && updateResults ? { [resultsName]: updateResults } : {}
  return answer(outcome, { ...results, order: order.body })
}
