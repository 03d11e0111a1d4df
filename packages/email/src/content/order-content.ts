import type { Notification, Order } from '@quoin/core'
import type { EmailBrand } from '../email-brand.ts'
import { headerText } from '../header-text.ts'
import type { EmailFacts, EmailLocale, Phrase } from '../locale/email-locale.ts'
import { webUrl } from '../web-url.ts'
import type { ContentBlock, ContentLink, EmailContent } from './email-content.ts'
import { factsOf } from './facts-of.ts'
import { addressBlocks, type ItemImage, itemsBlock, parcelBlocks, receiptBlock } from './order-blocks.ts'
import { type NotifiedParcel, parcelOf } from './parcel-of.ts'

/** What an order's mails are made with. */
export interface OrderMailSettings {
  readonly brand: EmailBrand
  readonly locale: EmailLocale
  /** Where the customer sees the order; null: nowhere. */
  readonly orderUrl: string | null
  readonly imageOf: ItemImage
}

/** What a customer is told. A pure function: the same order and notification say the same. */
export function orderContent(order: Order, notification: Notification, settings: OrderMailSettings): EmailContent {
  const { brand, locale } = settings
  const { labels, messages } = locale.copy
  const parcel = parcelOf(order, notification)
  const facts = factsOf(order, notification, { shop: brand.name, tag: locale.tag, parcel })
  const copy = messages[notification.type]
  return {
    subject: headerText(say(copy.subject, facts)),
    preheader: say(copy.preheader, facts),
    heading: say(copy.heading, facts),
    paragraphs: say(copy.body, facts).split(/\n\s*\n/),
    links: linksOf(order, notification, parcel, settings),
    blocks: blocksOf(order, notification, parcel, settings),
    footer: [
      ...(brand.replyTo === undefined ? [] : [labels.questions]),
      labels.whyYouGetThis(brand.name, order.number),
      ...(brand.footer ?? []),
    ],
  }
}

function say(phrase: Phrase, facts: EmailFacts): string {
  return typeof phrase === 'string' ? phrase : phrase(facts)
}

function linksOf(
  { userId }: Order,
  { type, shipmentId }: Notification,
  parcel: NotifiedParcel | null,
  { brand, locale, orderUrl }: OrderMailSettings,
): ContentLink[] {
  const { labels } = locale.copy
  const link = (label: string, url: string | null): ContentLink[] => (url === null ? [] : [{ label, url }])
  if (type === 'payment_failed') return link(labels.toTheShop, brand.url)
  const isAddress = type === 'action_needed' && shipmentId === null
  if (isAddress && userId !== null) return link(labels.correctAddress, orderUrl)
  const toOrder = link(labels.viewOrder, orderUrl)
  if (type !== 'order_shipped' && type !== 'action_needed') return toOrder
  return [...link(labels.trackParcel, webUrl(parcel?.shipment.trackingUrl)), ...toOrder]
}

function blocksOf(
  order: Order,
  { type }: Notification,
  parcel: NotifiedParcel | null,
  { locale, imageOf }: OrderMailSettings,
): ContentBlock[] {
  switch (type) {
    case 'order_confirmed':
      return [receiptBlock(order, locale, imageOf), ...addressBlocks(order.shippingAddress, locale)]
    case 'order_shipped':
      return [
        ...(parcel ? parcelBlocks(order, parcel, locale, imageOf) : [itemsBlock(order, locale, imageOf)]),
        ...addressBlocks(parcel?.fulfillment.approval?.recipient ?? order.shippingAddress, locale),
      ]
    case 'action_needed':
      if (parcel) return parcelBlocks(order, parcel, locale, imageOf)
      return [itemsBlock(order, locale, imageOf), ...addressBlocks(order.shippingAddress, locale)]
    case 'order_refunded':
      return []
    default:
      return [itemsBlock(order, locale, imageOf)]
  }
}
