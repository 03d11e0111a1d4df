export { jobFixture } from './job-fixture.ts'
export { createManualClock, type ManualClock } from './manual-clock.ts'
export { createManualTimer, type ManualTimer } from './manual-timer.ts'
export { notificationFixture } from './notification-fixture.ts'
export { recordedFixture } from './order-event-fixture.ts'
export { orderFixture, unpaidOrderFixture } from './order-fixture.ts'
// Prodigi
export type { CallbackDelivery, CallbackEvent } from './prodigi-simulator/callbacks.ts'
export type { CatalogueProduct } from './prodigi-simulator/catalogue-product.ts'
export { createProdigiSimulator } from './prodigi-simulator/create-prodigi-simulator.ts'
export { defaultCatalogue } from './prodigi-simulator/default-catalogue.ts'
export type { Endpoint, FaultKind, FaultScript, Faults } from './prodigi-simulator/faults.ts'
export type { Ledger, LedgerOrder, LedgerRequest } from './prodigi-simulator/ledger.ts'
export type { OrderPlan } from './prodigi-simulator/order-plan.ts'
export type { ProdigiOrder } from './prodigi-simulator/prodigi-order.ts'
export type { ProdigiSimulator, ProdigiSimulatorOptions } from './prodigi-simulator/prodigi-simulator.ts'
export { printableArtwork } from './printable-artwork.ts'
export { createSeededRandom } from './seeded-random.ts'
// Stripe
export type { DisputeInput } from './stripe-simulator/dispute.ts'
export type { PayOptions } from './stripe-simulator/payment.ts'
export { signEvent } from './stripe-simulator/sign-event.ts'
export type { LedgerCharge, LedgerRefund, StripeLedger } from './stripe-simulator/stripe-account.ts'
export { StripeApiError } from './stripe-simulator/stripe-api-error.ts'
export type { StripeControls } from './stripe-simulator/stripe-controls.ts'
export {
  createStripeSimulator,
  type StripeSimulator,
  type StripeSimulatorOptions,
} from './stripe-simulator/stripe-simulator.ts'
export { type SimulatedAddress, testAddresses } from './stripe-simulator/test-address.ts'
export type { WebhookAttempt, WebhookChanges, WebhookSettings } from './stripe-simulator/webhook-outbox.ts'
// A whole shop
export { openTestShop, type TestShop, type TestShopOptions } from './test-shop.ts'
