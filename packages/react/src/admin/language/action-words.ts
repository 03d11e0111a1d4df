import type { Message } from '../../language/words.ts'

/** What can be done with an order, and what is asked before. */
export const actionWords = {
  'act.label': 'Actions',
  'act.retry': 'Retry',
  'act.retried': 'It is tried again.',
  'act.submit': 'Send to the printer',
  'act.refresh': 'Read again',
  'act.refreshed': 'Read from the providers.',
  'act.cancel': 'Cancel…',
  'act.refund': 'Refund…',
  'act.reprint': 'Reprint…',
  'act.editRecipient': 'Edit the address…',
  'act.erase': 'Forget the customer…',
  'act.keep': 'Keep as it is',

  'cancel.title': 'Cancel order {number}?',
  'cancel.text':
    'The printer is asked first. If it still can, nothing is printed, and {amount} go back to the customer.',
  'cancel.textUnpaid': 'Nothing was paid yet. The customer can not pay any more.',
  'cancel.reason': 'Reason',
  'cancel.confirm': 'Cancel the order',

  'refund.title': 'Refund order {number}',
  'refund.left': '{amount} of the payment are left.',
  'refund.scope': 'What goes back',
  'refund.full': 'All that is left ({amount})',
  'refund.amount': 'An amount',
  'refund.lines': 'Some items',
  'refund.amountField': 'Amount in {currency}',
  'refund.copies': 'Copies of {name}',
  'refund.includeShipping': 'And what shipping cost',
  'refund.reason': 'Reason, for the shop',
  'refund.note': 'What the customer is told (optional)',
  'refund.stops': 'If all of it goes back, what is not printed yet is stopped.',
  'refund.confirm': 'Refund',
  'refund.badAmount': 'An amount such as {example}.',
  'refund.noLines': 'Choose at least one copy.',

  'reprint.title': 'Print order {number} again?',
  'reprint.text': 'The shop pays the printer once more. Only what was sent can be printed again.',
  'reprint.copies': 'Copies of {name}',
  'reprint.reason': 'Reason',
  'reprint.confirm': 'Print again',

  'submit.title': 'Send order {number} to the printer?',
  'submit.text': 'The printer will charge for it. What keeps it from being printed is passed over.',
  'submit.confirm': 'Send it',

  'recipient.title': 'Where does order {number} go?',
  'recipient.text': 'If the printer has it already, it is asked whether it can still change it.',
  'recipient.name': 'Name',
  'recipient.line1': 'Street and number',
  'recipient.line2': 'Flat, floor, company',
  'recipient.city': 'Town or city',
  'recipient.state': 'State or county',
  'recipient.postalCode': 'Postal code',
  'recipient.country': 'Country, by its two letters',
  'recipient.phone': 'Phone',
  'recipient.confirm': 'Save the address',

  'tracking.title': 'Tracking of the parcel',
  'tracking.number': 'Tracking number',
  'tracking.url': 'Link to follow it (optional)',
  'tracking.confirm': 'Save',

  'delivered.title': 'Mark the parcel as delivered?',
  'delivered.text': 'The customer is told that it arrived.',
  'delivered.confirm': 'It was delivered',

  'claim.title': 'Decide about the claim',
  'claim.decision': 'Decision',
  'claim.refund': 'Give the money back',
  'claim.reprint': 'Print it again',
  'claim.reject': 'Reject it',
  'claim.note': 'What the customer is told (optional)',
  'claim.confirm': 'Decide',

  'recovery.title': 'What did the printer give back?',
  'recovery.amount': 'Amount in {currency}',
  'recovery.confirm': 'Save',

  'reject.title': 'Reject the reprint?',
  'reject.reason': 'Reason',
  'reject.confirm': 'Reject it',

  'erase.title': 'Forget the customer of order {number}?',
  'erase.text':
    'Name, address, e-mail and notes leave this order and its history for good. Stripe and Prodigi keep theirs.',
  'erase.confirm': 'Forget them',
} as const satisfies Readonly<Record<string, Message>>
