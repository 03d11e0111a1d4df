import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Claim } from './claim.ts'
import type { Order, ShippingAddress } from './order.ts'
import type { OrderEvent, RecordedOrderEvent } from './order-events.ts'

/** Stands where a word of the customer stood. */
const erased = ''

/** An order without whom it was for. What was bought, paid, printed and sent, and the country, stay: books need them. */
export function orderWithoutPersonalData(order: Order): Order {
  return {
    ...order,
    userId: null,
    email: null,
    intent: null,
    shippingAddress: order.shippingAddress && addressWithout(order.shippingAddress),
    payment: { ...order.payment, url: null },
    fulfillments: order.fulfillments.map(fulfillmentWithout),
    claims: order.claims.map(claimWithout),
  }
}

/** An event without the customer's name, address, words and links. Their own id as the actor becomes `customer`. */
export function eventWithoutPersonalData(recorded: RecordedOrderEvent): RecordedOrderEvent {
  return { ...recorded, actor: actorWithout(recorded.actor), event: contentWithout(recorded.event) }
}

function contentWithout(event: OrderEvent): OrderEvent {
  switch (event.type) {
    case 'order_created':
      return { ...event, order: orderWithoutPersonalData(event.order) }
    case 'checkout_started':
      return { ...event, payment: { ...event.payment, url: null } }
    case 'payment_processing':
      return { ...event, email: null, payment: { ...event.payment, url: null } }
    case 'payment_captured': {
      const { shippingAddress } = event
      return {
        ...event,
        email: null,
        payment: { ...event.payment, url: null },
        shippingAddress: shippingAddress && addressWithout(shippingAddress),
      }
    }
    case 'fulfillment_requested':
      return { ...event, fulfillment: fulfillmentWithout(event.fulfillment) }
    case 'submission_started':
      return { ...event, request: erased }
    case 'cancel_requested':
      return { ...event, request: { ...event.request, reason: erased } }
    case 'order_closed':
      return { ...event, reason: erased }
    case 'claim_opened':
    case 'claim_decided':
      return { ...event, claim: claimWithout(event.claim) }
    case 'edit_requested':
    case 'order_edited': {
      const { recipient, requestedBy } = event.edit
      return {
        ...event,
        edit: {
          ...event.edit,
          requestedBy: actorWithout(requestedBy),
          ...(recipient && { recipient: addressWithout(recipient) }),
        },
      }
    }
    case 'note_added':
      return { ...event, note: erased }
    default:
      return event
  }
}

function addressWithout({ country }: ShippingAddress): ShippingAddress {
  return {
    name: erased,
    line1: erased,
    line2: null,
    city: null,
    state: null,
    postalCode: null,
    country,
    phone: null,
  }
}

function fulfillmentWithout(fulfillment: Fulfillment): Fulfillment {
  const { request, approval } = fulfillment
  return {
    ...fulfillment,
    request: request === null ? null : erased,
    approval: approval && { ...approval, recipient: approval.recipient && addressWithout(approval.recipient) },
  }
}

function claimWithout(claim: Claim): Claim {
  return { ...claim, description: null, photos: [], note: null, openedBy: actorWithout(claim.openedBy) }
}

function actorWithout(actor: string): string {
  return actor.startsWith('customer:') ? 'customer' : actor
}
