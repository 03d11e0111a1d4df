import type { EmailLocale } from './email-locale.ts'

/** English. Amounts and dates as in the United States; `{ ...en, tag: 'en-GB' }` has them as in Britain. */
export const en: EmailLocale = {
  tag: 'en',
  copy: {
    messages: {
      order_confirmed: {
        subject: ({ orderNumber }) => `Thank you for your order ${orderNumber}`,
        preheader: 'We have your order: here is what you bought.',
        heading: 'Thank you for your order',
        body: 'We have received your payment. Everything is made for you, one piece at a time. We will write again when it goes into production, and when it is on its way.',
      },
      order_in_production: {
        subject: ({ orderNumber }) => `Your order ${orderNumber} is being made`,
        preheader: 'The print shop has started on your order.',
        heading: 'Your order is being made',
        body: 'The print shop has started on your order, so it can no longer be changed. When it leaves for you we will send you what you need to follow it.',
      },
      order_shipped: {
        subject: ({ orderNumber, parcel }) => {
          if (parcel === 'replacement') return `Your replacement for order ${orderNumber} is on its way`
          return parcel === 'part'
            ? `Part of your order ${orderNumber} is on its way`
            : `Your order ${orderNumber} is on its way`
        },
        preheader: ({ isTracked }) =>
          isTracked ? 'Here is how to follow your parcel.' : 'Your parcel has left the print shop.',
        heading: ({ parcel }) => {
          if (parcel === 'replacement') return 'Your replacement is on its way'
          return parcel === 'part' ? 'Part of your order is on its way' : 'Your order is on its way'
        },
        body: ({ parcel, isTracked }) => {
          const first =
            parcel === 'part'
              ? 'A parcel with a part of your order has left the print shop. The rest travels by itself, and you will hear of each parcel.'
              : 'Your parcel has left the print shop.'
          return isTracked
            ? `${first} It can take a day until the carrier shows it.`
            : `${first} It goes by a service without tracking, so there is nothing to follow: it simply arrives.`
        },
      },
      order_delivered: {
        subject: ({ orderNumber }) => `Your order ${orderNumber} has arrived`,
        preheader: 'We hope you love it.',
        heading: 'Your order has arrived',
        body: 'Your order has been delivered. We hope you love it.\n\nIs something damaged or missing? Tell us soon, with a photo if you can, and we will put it right.',
      },
      order_cancelled: {
        subject: ({ orderNumber }) => `Your order ${orderNumber} is cancelled`,
        preheader: ({ refunded, isCharged }) =>
          refunded !== null || !isCharged ? 'Nothing more is to be done for you.' : 'Your order will not be made.',
        heading: 'Your order is cancelled',
        body: ({ refunded, isCharged }) => {
          const first = 'Your order is cancelled and will not be made.'
          if (refunded !== null)
            return `${first}\n\n${refunded} goes back the way you paid. You will hear from us when it is sent.`
          return isCharged ? first : `${first} You have not been charged.`
        },
      },
      order_refunded: {
        subject: ({ orderNumber }) => `Your refund for order ${orderNumber}`,
        preheader: ({ refunded }) => `${refunded ?? 'Money'} is on its way back to you.`,
        heading: 'Your refund is on its way',
        body: ({ refunded, total, isRefundedInFull, refundNote }) => {
          const what = isRefundedInFull
            ? `We have sent back all that you paid for this order, ${refunded}.`
            : `We have sent back ${refunded} of the ${total} for this order, all refunds together.`
          const when = 'It goes the way you paid. Banks take five to ten days until it shows.'
          return [`${what} ${when}`, ...(refundNote === null ? [] : [refundNote])].join('\n\n')
        },
      },
      payment_failed: {
        subject: ({ orderNumber }) => `The payment for your order ${orderNumber} failed`,
        preheader: 'You have not been charged. If you still want it, please order again.',
        heading: 'Your payment did not go through',
        body: 'Your bank did not complete the payment, so we had to close this order. You have not been charged, and nothing will be made or sent.\n\nIf you still want it, please order again with another way to pay.',
      },
      action_needed: {
        subject: ({ orderNumber, isAboutParcel }) =>
          isAboutParcel
            ? `A parcel of your order ${orderNumber} is held up`
            : `We need your address for order ${orderNumber}`,
        preheader: ({ isAboutParcel }) =>
          isAboutParcel ? 'Its carrier may need a word from you.' : 'Nothing is made before we know where it goes.',
        heading: ({ isAboutParcel }) => (isAboutParcel ? 'Your parcel is held up' : 'Your address is not complete'),
        body: ({ order, isAboutParcel, isTracked }) => {
          if (isAboutParcel) {
            const first = 'The carrier reports a problem with your parcel.'
            return isTracked
              ? `${first} Please look at what it says: it may need something from you, such as a detail of your address, or somebody to fetch the parcel.`
              : `${first} Please write to us if you know what could keep it from reaching you.`
          }
          const first = 'Thank you, your payment is here. But your address is not complete, so your order waits.'
          // Who has no account sees the order by a link, which changes nothing.
          return order.userId === null
            ? `${first}\n\nPlease write to us where it should go.`
            : `${first}\n\nPlease correct it on the page of your order.`
        },
      },
    },
    labels: {
      yourOrder: (orderNumber) => `Order ${orderNumber}`,
      viewOrder: 'View your order',
      trackParcel: 'Track your parcel',
      toTheShop: 'Order again',
      correctAddress: 'Correct the address',
      subtotal: 'Subtotal',
      shipping: 'Shipping',
      discount: 'Discount',
      tax: 'Tax',
      total: 'Total',
      charged: 'Charged as',
      shipsTo: 'Ships to',
      parcel: 'Parcel',
      carrier: 'Carrier',
      trackingNumber: 'Tracking number',
      expected: 'Expected',
      inThisParcel: 'In this parcel',
      questions: 'Questions? Just reply to this e-mail.',
      whyYouGetThis: (shop, orderNumber) => `You get this e-mail because of your order ${orderNumber} at ${shop}.`,
    },
    alerts: {
      critical: 'Critical',
      resolved: 'Resolved',
      firingHeading: 'This needs a person',
      resolvedHeading: 'This is over',
      lookAtOrder: 'Look at the order',
      lookAtShop: 'Look at the shop',
      details: 'Details',
      order: 'Order',
      code: 'Code',
      message: 'Message',
      since: 'Since',
      overSince: 'Over since',
      whyYouGetThis: (shop) => `You get this e-mail because ${shop} sends its alerts here.`,
      causes: {},
    },
  },
}
