import type { NotificationType, Order } from '@quoin/core'

/** What a message is about, in words and amounts of its locale. */
export interface EmailFacts {
  readonly order: Order
  /** The shop's name. */
  readonly shop: string
  readonly orderNumber: string
  /** What was to be paid, such as `$250.11`. */
  readonly total: string
  /** What has gone back so far, or, where money is still to go back, will have; null when that is nothing. */
  readonly refunded: string | null
  /** Whether that is all that was paid. */
  readonly isRefundedInFull: boolean
  /** Whether the customer was charged at all. */
  readonly isCharged: boolean
  /** What the shop wrote about the latest refund. */
  readonly refundNote: string | null
  /** What is in the parcel: all of the order, a part of it, or a print that stands in for an earlier one. */
  readonly parcel: 'whole' | 'part' | 'replacement'
  /** Whether it is about one parcel, and not about the order. */
  readonly isAboutParcel: boolean
  /** Whether the customer can follow the parcel. */
  readonly isTracked: boolean
}

/** A text, or one that depends on what the message is about. */
export type Phrase = string | ((facts: EmailFacts) => string)

/** The words of one message. */
export interface MessageCopy {
  readonly subject: Phrase
  /** What inboxes show behind the subject. */
  readonly preheader: Phrase
  readonly heading: Phrase
  /** Paragraphs with an empty line between them. */
  readonly body: Phrase
}

/** The words that messages share. */
export interface EmailLabels {
  readonly yourOrder: (orderNumber: string) => string
  readonly viewOrder: string
  readonly trackParcel: string
  readonly toTheShop: string
  /** To the page where an address can be corrected. */
  readonly correctAddress: string
  readonly subtotal: string
  readonly shipping: string
  readonly discount: string
  readonly tax: string
  readonly total: string
  /** What was charged in the customer's own currency. */
  readonly charged: string
  readonly shipsTo: string
  readonly parcel: string
  readonly carrier: string
  readonly trackingNumber: string
  readonly expected: string
  readonly inThisParcel: string
  /** Said when answers reach somebody. */
  readonly questions: string
  readonly whyYouGetThis: (shop: string, orderNumber: string) => string
}

/** The words of alerts, for the shop's own people. */
export interface AlertCopy {
  /** Before the subject of what can not wait, and of what is over. */
  readonly critical: string
  readonly resolved: string
  readonly firingHeading: string
  readonly resolvedHeading: string
  readonly lookAtOrder: string
  readonly lookAtShop: string
  readonly details: string
  readonly order: string
  readonly code: string
  readonly message: string
  readonly since: string
  readonly overSince: string
  readonly whyYouGetThis: (shop: string) => string
  /** What is wrong, by the code of an alert; the alert's own message, in English, for a code that is not here. */
  readonly causes: { readonly [code: string]: string }
}

/** Everything that a language, or a shop's own voice, says. */
export interface EmailCopy {
  readonly messages: Readonly<Record<NotificationType, MessageCopy>>
  readonly labels: EmailLabels
  readonly alerts: AlertCopy
}

/** A language. {@link en} and {@link de} are there; another is an object like them. */
export interface EmailLocale {
  /** BCP 47, such as `en-GB`: for amounts, dates, names of countries and screen readers. */
  readonly tag: string
  /** @default 'ltr' */
  readonly direction?: 'ltr' | 'rtl'
  readonly copy: EmailCopy
}
