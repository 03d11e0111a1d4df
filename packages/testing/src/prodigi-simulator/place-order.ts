import { allocate } from './allocate.ts'
import { findIgnoringCase } from './catalogue-product.ts'
import type { CheckedItem } from './check-items.ts'
import type { Identities } from './identities.ts'
import { writeFineInstant, writeInstant } from './instant.ts'
import { orderCosts } from './order-costs.ts'
import type { OrderPlan } from './order-plan.ts'
import { convertCost, taxOn, totalCost } from './prices.ts'
import type { Issue, Item, ProdigiOrder } from './prodigi-order.ts'
import type { OrderRequest } from './request-schemas.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

interface Placement {
  readonly request: OrderRequest
  readonly items: readonly CheckedItem<OrderRequest['items'][number]>[]
  readonly plan: OrderPlan
  readonly callbackUrl: string | null
  readonly currency: string
  readonly at: Date
  readonly ids: Identities
}

/** Makes an order of a request that was checked. It passes through `Draft` within the call, as callbacks show. */
export function placeOrder(placement: Placement): Step {
  const { request, plan, at, ids } = placement
  const id = ids.order()
  const draft: ProdigiOrder = {
    id,
    created: writeInstant(at),
    lastUpdated: writeFineInstant(at, ids.ticks()),
    callbackUrl: placement.callbackUrl,
    merchantReference: request.merchantReference,
    shippingMethod: request.shippingMethod,
    idempotencyKey: request.idempotencyKey,
    status: {
      stage: 'Draft',
      issues: plan.paymentIssue ? [paymentIssue(id, placement)] : [],
      details: {
        downloadAssets: 'NotStarted',
        printReadyAssetsPrepared: 'NotStarted',
        allocateProductionLocation: 'NotStarted',
        inProduction: 'NotStarted',
        shipping: 'NotStarted',
      },
    },
    charges: [],
    shipments: [],
    recipient: request.recipient,
    items: placement.items.map((item) => toItem(item, placement)),
    packingSlip: request.packingSlip ? { url: request.packingSlip.url, status: 'NotYetDownloaded' } : null,
    metadata: request.metadata,
    ...(request.branding && { branding: request.branding }),
  }
  const order: SimulatedOrder = {
    body: { ...draft, status: { ...draft.status, stage: 'InProgress' } },
    plan,
    held: heldUntil(plan, at),
    downloadAttempts: 0,
    downloads: null,
    movedAt: at,
  }
  const announced = { type: 'status.stage.changed#InProgress', body: order.body } as const
  if (order.held) return { order, tells: [] }
  return { order, tells: [{ type: 'status.stage.changed#Draft', body: draft }, announced] }
}

/** Ends the pause of an order: from here on it can be read, and its account is told. */
export function releaseOrder(order: SimulatedOrder, at: Date): Step {
  if (!order.held) return { order, tells: [] }
  const released = { ...order, held: null, movedAt: at }
  return { order: released, tells: [{ type: 'status.stage.changed#InProgress', body: released.body }] }
}

function heldUntil({ pause }: OrderPlan, at: Date): SimulatedOrder['held'] {
  return typeof pause === 'number' ? new Date(at.getTime() + pause) : (pause ?? null)
}

function toItem(item: CheckedItem<OrderRequest['items'][number]>, { currency, ids }: Placement): Item {
  return {
    id: ids.next('ori'),
    status: 'NotYetDownloaded',
    merchantReference: item.merchantReference,
    sku: item.product.sku,
    copies: item.copies,
    sizing: item.sizing,
    thumbnailUrl: null,
    attributes: item.attributes,
    assets: item.assets.map(({ printArea, url, md5Hash, pageCount }) => ({
      id: ids.next('ast'),
      printArea: findIgnoringCase(Object.keys(item.product.printAreas), printArea) ?? printArea,
      md5Hash: md5Hash ?? null,
      url,
      thumbnailUrl: null,
      status: 'InProgress' as const,
      ...(typeof pageCount === 'number' && { pageCount }),
    })),
    // In the account's currency, as the sandbox was seen to give it back.
    recipientCost: item.recipientCost && convertCost(item.recipientCost, currency),
    correlationIdentifier: ids.correlation(),
  }
}

function paymentIssue(id: string, { items, currency, request, plan }: Placement): Issue {
  const country = request.recipient.address.countryCode
  const parcels = allocate(items, { country, method: request.shippingMethod, currency }, plan.parcels)
  const prices = Object.values(orderCosts(items, parcels, { currency, branding: request.branding })).flat()
  const cost = totalCost([...prices, ...prices.map((price) => taxOn(price, country))], currency)
  const authorisationUrl = `https://beta-dashboard.pwinty.com/payment/${id.replace(/\D/g, '')}`
  return {
    objectId: id,
    errorCode: 'RequiresPaymentAuthorisation',
    description: `Payment authorisation required for '${id}' (${cost.amount}${cost.currency}) please use the following URL to make payment: ${authorisationUrl}`,
    authorisationDetails: { authorisationUrl, paymentDetails: cost },
  }
}
