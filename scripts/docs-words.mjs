// What the codes mean, for the tables that scripts/generate-docs.mjs writes. A code without words, or words without a
// code, fail the generation.

/** @type {Record<string, [meaning: string, whatToDo: string]>} */
export const attentionWords = {
  amount_mismatch: [
    'What was paid is not what the order asked for. Nothing is printed.',
    'Cancel, which refunds; or resolve the reason and submit.',
  ],
  currency_mismatch: ['It was paid in another currency. Nothing is printed.', 'Cancel, which refunds.'],
  mode_mismatch: [
    'Test money for real prints, or the other way round. Nothing is printed.',
    'Check the keys: both test, or both live.',
  ],
  address_incomplete: [
    'The payment came without a name, a street or a country. Nothing is printed.',
    'The customer is asked for it, and it is printed once the address is there. `edit` gives it for them; or cancel, which refunds.',
  ],
  not_printed: [
    'It is paid, nothing prints it, and no other reason is open. Whoever resolves the last reason of such an order leaves this one.',
    'Submit it, or cancel it, which refunds it.',
  ],
  second_payment: [
    'A second checkout of the order was paid.',
    'Refund the payment of the checkout in `subject` at Stripe: that settles it.',
  ],
  payment_unreadable: ['Stripe refuses to show the payment.', "Look at it in Stripe's dashboard, and at the key."],
  held_too_long: [
    'The provider has held the order for two days.',
    "Release, pay or cancel it in the provider's dashboard.",
  ],
  unexpected_print: [
    'The provider prints or sends what was cancelled or rejected here, or has an order with this number that nobody here asked for.',
    'Look whether it was refunded, and whether another print of it is under way; whether somebody made one by hand.',
  ],
  late_payment: [
    'The order was paid after it had been closed.',
    '`refund` gives it back; so does the Stripe dashboard.',
  ],
  payment_disputed: [
    'The customer disputes the payment. What is not yet sent stays unsent.',
    'Answer the dispute at Stripe, with the evidence. What waits goes on by itself when you win; `submit` sends it all the same.',
  ],
  dispute_lost: [
    'The dispute was lost: the money is gone.',
    'Nothing is printed any more by itself. Cancel what is left, or `submit` it all the same.',
  ],
  payment_review: [
    'The payment provider reviews the payment; nothing is sent before that.',
    'Approve or refund it in the dashboard; it goes on by itself after an approval. `submit` prints it all the same.',
  ],
  fraud_warning: [
    'The card network suspects fraud.',
    'Refund it while that avoids a dispute; or resolve it and `retry`, or `submit` it, to print it all the same.',
  ],
  partially_refunded: ['A part of the money was given back; the print goes on.', 'Resolve it once it is as you want.'],
  refund_failed: [
    'Money that was to go back has not gone, or came back to the shop.',
    '`retry` sends it once more. Resolve it when the customer has it in another way: it is then never sent.',
  ],
  submission_rejected: [
    'The print provider will never take the order as it is; the message names the field.',
    'Repair the product or the account, then retry: it is a new print with a new key.',
  ],
  preflight_failed: [
    'A check before sending found a fault; `path` names the field. Nothing was sent.',
    'Repair it and retry, or submit it as it is.',
  ],
  cost_above_limit: [
    'The provider asks for more than was quoted or than the margin allows. Nothing was sent.',
    'Submit it as it is to accept the cost, or cancel.',
  ],
  submission_mismatch: [
    "Under our key the provider has an order that is unlike ours. It is most likely another shop's database on the same account.",
    "Compare both in the provider's dashboard.",
  ],
  asset_failed: ['The provider could not fetch the artwork, or it was another file.', 'Make the URL public again.'],
  item_unavailable: ['The lab can not make an item now.', 'Wait, or cancel.'],
  provider_payment_required: ['The provider wants its bill to be paid or confirmed.', 'Open the `url` of the reason.'],
  provider_issue: [
    'The provider reports something else, or a word that this version does not know.',
    'Read the message.',
  ],
  provider_order_cancelled: [
    'The provider cancelled its order, and nobody here asked for it.',
    'Ask the provider; then `refund`, or `submit` for another print.',
  ],
  provider_order_missing: [
    'The provider does not show the order that it accepted.',
    'Look in its dashboard. Never send it again by hand. Once resolved it is not asked again, unless the order was shown in between.',
  ],
  cancel_refused: ['It was too late to stop a print. No money goes back by itself.', 'Decide with the customer.'],
  edit_refused: [
    'A change came too late for the print provider; the print goes on as it was.',
    'Tell the customer. A parcel under way can sometimes be redirected by its carrier.',
  ],
  approval_required: [
    'A reprint waits for a second person.',
    'Somebody else than who asked for it: `approve_reprint` or `reject_reprint`.',
  ],
  claim_opened: [
    'The customer claims something, or sends something back.',
    '`decide_claim`: refund, reprint or reject.',
  ],
  delivery_exception: [
    'The carrier reports a problem with a parcel.',
    'Follow its tracking link. It is resolved by itself when the parcel arrives.',
  ],
  parcel_returned: ['A parcel comes back.', 'Ask the customer for the right address: `reprint`, or `refund`.'],
  delivery_unknown: [
    'For 45 days the carrier has not said that a parcel arrived.',
    'Ask the customer; then `mark_delivered`, `reprint` or `refund`.',
  ],
  partially_cancelled: [
    'Some parcels are cancelled, others go on. Nothing was refunded.',
    '`refund` with `cancelledLines` gives back what is not sent.',
  ],
  retries_exhausted: [
    'A job was given up: too many hours, a definite no, or it took down its worker. `subject` is its kind.',
    'Repair the cause, then retry.',
  ],
}

/** @type {Record<string, string>} */
export const errorWords = {
  invalid_options: 'An option is missing or malformed. `issues` name each one.',
  invalid_money: 'An amount that is no whole number, a currency that is none, or two currencies in one sum.',
  invalid_checkout: 'A cart that can not be bought. `issues` name each field.',
  invalid_address: 'An address that nothing reaches, or in a country that is not shipped to. `issues` name each field.',
  invalid_query: 'A question that has no answer, or one that is too long. `issues` name each field.',
  invalid_signature: 'A webhook that is not signed with the secret, or too old, or from the future.',
  invalid_callback_token: 'A callback to a URL that did not come from here.',
  malformed_webhook: 'A webhook whose body is not what such bodies are.',
  order_not_found: 'There is no such order.',
  order_conflict: 'Others change the order at this moment, or its number is taken.',
  command_rejected: 'The order does not allow it. `issues[0].code` says why, see the next table.',
  payment_provider_failed: 'The payment provider did not do it. `retry` says whether it may be asked again.',
  tracking_provider_failed: 'The tracking provider did not do it. `retry` says whether it may be asked again.',
  email_provider_failed:
    'The mail server, or the service in its place, did not take a mail. `retry` says whether it may be asked again.',
  fulfillment_provider_failed: 'The print provider did not do it. `retry` says whether it may be asked again.',
  unsupported: 'Not set up here, such as the callback of another print provider.',
  webhook_not_delivered:
    'One of your systems did not take a webhook. In a job; it is tried again, unless the system answered 410.',
  storage_failed: 'The database did not do it, holds what should not be there, or is there only in part.',
}

/** @type {Record<string, string>} */
export const rejectionWords = {
  order_not_found: 'There is no such order.',
  order_exists: 'There is an order with this id.',
  order_closed: 'The order is cancelled or has expired.',
  not_over: 'Something about the order is still to be done, so its customer must be known, and it is not archived.',
  changed_lately: 'Something has happened to the order since, so it is not archived.',
  personal_data_erased: 'Where it went is forgotten; an address is needed.',
  not_paid: 'The order is not paid.',
  already_shipped: 'A parcel has left already.',
  not_shipped: 'Nothing of it has been sent yet.',
  cancel_requested: 'The order is being cancelled.',
  attention_open: 'A reason for attention that forbids to print is open.',
  mode_mismatch: 'Test money would make a real print, or real money a test print.',
  address_incomplete: 'The payment came without an address or a shipping method.',
  payment_not_clear: 'The payment is refunded, disputed or not there.',
  nothing_to_retry: 'Nothing of this order has stopped.',
  nothing_to_print: 'All of its lines are refunded: only a cancel is left.',
  fulfillment_not_found: 'The order has no such fulfillment.',
  shipment_not_found: 'The order has no such parcel.',
  shipment_ambiguous: 'The order has several parcels, and none was named.',
  not_submitted: 'Nothing was sent to a provider yet.',
  line_not_found:
    'The order has no such line, or not so many of it; for a reprint or a claim: not so many of it were sent.',
  refund_indivisible: 'The currency knows no such small steps.',
  key_reused:
    'The idempotency key stands for a refund, or a claim, that was asked for otherwise; `path` names the first field that differs.',
  refund_too_large: 'More than is left of the money.',
  reprint_open: 'A reprint is under way already.',
  nothing_to_reprint: 'Nothing of the order has been printed yet.',
  approval_not_open: 'The print waits for no approval.',
  second_person_required: 'Somebody else than who asked for it must approve it.',
  claim_not_found: 'The order has no such claim.',
  claim_invalid: 'The claim has too many photos, or one whose link is not https.',
  claim_limit: 'Too many claims of the order wait for a decision.',
  claim_decided: 'The claim is decided already.',
  edit_pending: 'Another change is under way.',
  not_editable: 'It can no longer be changed, or not yet.',
  shipping_method_unknown: 'This way to ship was not offered with the order.',
  not_submittable: 'The fulfillment is past the point where it is sent.',
}

/** @type {Record<string, [field: string, meaning: string]>} */
export const preflightErrorWords = {
  sku_unknown: ['`items[0].sku`', 'The provider says that it has no such product.'],
  quantity_invalid: ['`items[0].quantity`', 'Not a whole number from 1 to `quantityMax`.'],
  attribute_missing: ['`items[0].attributes.color`', 'A choice in which the variants differ was not made. `allowed`'],
  attribute_unknown: ['`items[0].attributes.colour`', 'The product has no such attribute. `known`'],
  attribute_not_allowed: ['`items[0].attributes.color`', 'The attribute has no such value. `allowed`'],
  variant_unknown: ['`items[0].attributes`', 'Each value exists, but they are not made together.'],
  print_area_missing: ['`items[0].assets`', 'A required print area has no artwork. `printArea`'],
  print_area_unknown: ['`items[0].assets[0].printArea`', 'The product has no such print area. `known`'],
  print_area_repeated: ['`items[0].assets[1].printArea`', 'Two files for one print area.'],
  destination_not_served: ['`items[0].sku`', 'The variant is not sent to that country. `country`'],
  quote_unavailable: ['`items`', 'The provider quotes no way at all to send these items there.'],
  quote_refused: ['the provider’s', 'The provider refuses to quote, and names the field. `refusal`'],
  shipping_method_unavailable: ['`shippingMethod`', 'The provider quotes other methods only. `available`'],
  country_unknown: ['`shippingAddress.country`', 'No country has this code.'],
  address_field_missing: ['`shippingAddress.state`', 'The country requires the field. `country`'],
  asset_url_invalid: ['`items[0].assets[0].url`', 'Not https, no URL at all, or one with credentials in it.'],
  asset_url_not_public: ['`items[0].assets[0].url`', 'It leads to an address that is not on the public internet.'],
  asset_unreachable: [
    '`items[0].assets[0].url`',
    'Its server answers that there is nothing, or nothing for us. `status`',
  ],
  asset_redirects: ['`items[0].assets[0].url`', 'More than `redirectsMax` redirects.'],
  asset_type_unsupported: ['`items[0].assets[0].url`', 'By its bytes it is no JPEG, PNG or PDF.'],
  asset_hash_malformed: ['`items[0].assets[0].md5Hash`', 'Not 32 hexadecimal digits.'],
  asset_resolution_too_low: ['`items[0].assets[0].url`', 'Below `errorDpi`. `dpi` and the pixels of both'],
}

/** @type {Record<string, [field: string, meaning: string]>} */
export const preflightWarningWords = {
  address_field_expected: [
    '`shippingAddress.city`',
    'Addresses there have a city, and nobody says whether they need it. `country`',
  ],
  postal_code_unusual: ['`shippingAddress.postalCode`', 'Unlike the postcodes of that country. `country`'],
  asset_resolution_low: ['`items[0].assets[0].url`', 'Below `warningDpi`. `dpi` and the pixels of both'],
  asset_not_pinned: [
    '`items[0].assets[0].md5Hash`',
    'Without an MD5, a file that is changed after the sale is printed.',
  ],
  not_checked: [
    'of what was not',
    'Whoever knows did not answer, or a size stands nowhere. `what`: `product`, `quote`, `asset` or `resolution`; `reason`',
  ],
}

/** @type {Record<string, [when: string, read: string, write: string]>} */
export const prodigiReasonWords = {
  invalid_argument: ['Not sent: an argument can not be right, such as an empty id.', 'permanent', 'permanent'],
  validation_failed: ['400. `failures` names the fields.', 'permanent', 'permanent'],
  not_authenticated: ['401 or 403: the key is wrong, or of the other environment.', 'retryable', 'retryable'],
  not_found: ['404. Also said of an order that is held by a pause.', 'permanent', 'permanent'],
  refused: ['Another 4xx.', 'permanent', 'permanent'],
  rate_limited: ['429; or not sent, with `status` null, because it would be.', 'retryable', 'retryable'],
  circuit_open: ['Not sent: Prodigi has failed again and again.', 'retryable', 'retryable'],
  timed_out: ['No answer in time, here or at Prodigi.', 'retryable', 'unknown'],
  connection: ['No connection (then `retryable`), or one that broke.', 'retryable', 'unknown'],
  aborted: ['Your signal. Before it was sent: `retryable`.', 'retryable', 'unknown'],
  server_error: ['5xx.', 'retryable', 'unknown'],
  unreadable: ['Success by its status, but not what was asked for; or a redirect.', 'retryable', 'unknown'],
  contradictory: ['Of `prodigiFulfillment`: Prodigi took a cancel and shows none.', 'retryable', 'unknown'],
}

/** @type {Record<string, [whatWasSeen: string, whatComesOfIt: string]>} */
export const findingWords = {
  event_not_received: [
    'Stripe lists an event that was never delivered.',
    'It is received now, as if it had been; a delivery that comes after all is a repeat.',
  ],
  paid_without_order: [
    'A paid checkout has no order: the database has lost it, or the host started the checkout itself.',
    'An order is made of it. If none can be, there is an alert: print or refund it by hand.',
  ],
  paid_not_recorded: ['An order was paid and did not know it.', 'The payment is recorded, and printed.'],
  refund_not_recorded: [
    'Money went back at Stripe, and the order did not know it.',
    'It is recorded. What is not printed yet is stopped, as by the webhook.',
  ],
  payment_outdated: [
    'Something else about the payment was news: a dispute, a review, a warning, its end, a page that has closed.',
    'It is recorded.',
  ],
  paid_not_submitted: [
    'A print that may be sent had no job that sends it.',
    'It has one again. The same print is sent under the same key.',
  ],
  refund_not_sent: ['A refund that was booked had no job that sends it.', 'It has one again, and goes out once.'],
  work_lost: [
    'An order had no job for what must be under way: a look, a cancel, a change, its expiry.',
    'It has one again.',
  ],
  print_not_recorded: [
    'The print provider has an order whose answer never came here.',
    'It is taken in, or sent again under its key, which prints nothing more.',
  ],
  print_outdated: ['A print has moved on without a callback.', 'It is recorded.'],
  unexpected_print: [
    'The provider has a print for an order that is not to be printed, or that nobody here asked for, such as one made by hand with its number.',
    'The order asks for a person (`unexpected_print`), once for each.',
  ],
  unpaid_print: [
    'The provider has a print under a key or a number of Quoin, there is no such order, and no other shop shows that it is its own.',
    'There is an alert, once: look whether it was paid for.',
  ],
  not_told: [
    'A customer was not told of something, or a letter was given up and a person has resolved that.',
    'It is told now, once.',
  ],
}
