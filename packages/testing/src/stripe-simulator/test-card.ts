/** What a test card does when it is charged. */
export type CardFate =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'declined'; readonly code: string; readonly declineCode: string; readonly message: string }
  | { readonly kind: 'authenticates' }
  | { readonly kind: 'disputed'; readonly reason: string; readonly inquiry: boolean }
  | { readonly kind: 'fraud_warned' }
  | { readonly kind: 'reviewed' }
  | { readonly kind: 'refund_fails' }
  | { readonly kind: 'refund_pends' }

/** A card of the simulated payment page, and what becomes of whoever pays with it. */
export interface TestCard {
  readonly number: string
  readonly brand: string
  readonly fate: CardFate
  /** What it is for, for people. */
  readonly does: string
}

export const usualCard = '4242424242424242'

const declined = (declineCode: string, message: string, code = 'card_declined'): CardFate => ({
  kind: 'declined',
  code,
  declineCode,
  message,
})

/** Stripe's test cards. Source: {@link https://docs.stripe.com/testing}. */
export const testCards: readonly TestCard[] = [
  { number: usualCard, brand: 'visa', fate: { kind: 'succeeds' }, does: 'succeeds' },
  { number: '5555555555554444', brand: 'mastercard', fate: { kind: 'succeeds' }, does: 'succeeds' },
  {
    number: '4000000000000002',
    brand: 'visa',
    fate: declined('generic_decline', 'Your card was declined.'),
    does: 'is declined',
  },
  {
    number: '4000000000009995',
    brand: 'visa',
    fate: declined('insufficient_funds', 'Your card has insufficient funds.'),
    does: 'has insufficient funds',
  },
  {
    number: '4000000000000069',
    brand: 'visa',
    fate: declined('expired_card', 'Your card has expired.', 'expired_card'),
    does: 'has expired',
  },
  { number: '4000002500003155', brand: 'visa', fate: { kind: 'authenticates' }, does: 'asks for 3-D Secure' },
  {
    number: '4000000000000259',
    brand: 'visa',
    fate: { kind: 'disputed', reason: 'fraudulent', inquiry: false },
    does: 'is disputed as fraudulent',
  },
  {
    number: '4000000000002685',
    brand: 'visa',
    fate: { kind: 'disputed', reason: 'product_not_received', inquiry: false },
    does: 'is disputed as not received',
  },
  {
    number: '4000000000001976',
    brand: 'visa',
    fate: { kind: 'disputed', reason: 'fraudulent', inquiry: true },
    does: 'is followed by an inquiry',
  },
  { number: '4000000000005423', brand: 'visa', fate: { kind: 'fraud_warned' }, does: 'is followed by a fraud warning' },
  { number: '4000000000009235', brand: 'visa', fate: { kind: 'reviewed' }, does: 'is put under review' },
  { number: '4000000000005126', brand: 'visa', fate: { kind: 'refund_fails' }, does: 'lets a refund fail later' },
  { number: '4000000000007726', brand: 'visa', fate: { kind: 'refund_pends' }, does: 'lets a refund wait' },
]

/** Another number that looks like a card is declined, as live cards are in test mode. */
export function testCard(number: string): TestCard {
  const digits = number.replaceAll(/[\s-]/g, '')
  const found = testCards.find((card) => card.number === digits)
  if (found !== undefined) return found
  const fate = isCardNumber(digits)
    ? declined('live_mode_test_card', 'Your card was declined: only test cards are taken here.')
    : declined('incorrect_number', 'Your card number is incorrect.', 'incorrect_number')
  return { number: digits, brand: 'unknown', fate, does: 'is declined' }
}

/** Luhn's check digit. */
function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0)
  return sum % 10 === 0
}

/** How a bank debit from Stripe's test accounts ends. */
export const testIbans: Readonly<Record<string, 'succeeded' | 'failed'>> = {
  AT611904300234573201: 'succeeded',
  AT861904300235473202: 'failed',
}
