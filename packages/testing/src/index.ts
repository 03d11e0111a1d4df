// EasyPost
export type {
  EasypostEndpoint,
  EasypostFault,
  EasypostFaultKind,
  EasypostFaults,
} from './easypost-simulator/easypost-faults.ts'
export {
  createEasypostSimulator,
  type EasypostLedger,
  type EasypostSimulator,
  type EasypostSimulatorOptions,
} from './easypost-simulator/easypost-simulator.ts'
export type { EasypostStatus, EasypostTracker, EasypostTrackingDetail } from './easypost-simulator/easypost-tracker.ts'
export type { EasypostDelivery, EasypostEvent, EasypostWebhookSettings } from './easypost-simulator/event-outbox.ts'
export type { EasypostRequest } from './easypost-simulator/http-api.ts'
export { signEasypostEvent } from './easypost-simulator/sign-easypost-event.ts'
export type { MoveOptions } from './easypost-simulator/tracker-book.ts'
export { freePort } from './free-port.ts'
export { jobFixture } from './job-fixture.ts'
export { createManualClock, type ManualClock } from './manual-clock.ts'
export { createManualTimer, type ManualTimer } from './manual-timer.ts'
export { notificationFixture } from './notification-fixture.ts'
export { recordedFixture } from './order-event-fixture.ts'
export { orderFixture, unpaidOrderFixture } from './order-fixture.ts'
export { printableArtwork } from './printable-artwork.ts'
// Prodigi
export type { AssetFetch, DownloadOptions } from './prodigi-simulator/asset-downloader.ts'
export type { CallbackMode } from './prodigi-simulator/callback-mode.ts'
export type { CallbackDelivery, CallbackEvent } from './prodigi-simulator/callbacks.ts'
export type { CatalogueProduct } from './prodigi-simulator/catalogue-product.ts'
export { createProdigiSimulator } from './prodigi-simulator/create-prodigi-simulator.ts'
export { defaultCatalogue } from './prodigi-simulator/default-catalogue.ts'
export type { FaultRates } from './prodigi-simulator/fault-rates.ts'
export type { Endpoint, FaultKind, FaultScript } from './prodigi-simulator/fault-script.ts'
export type { Faults } from './prodigi-simulator/faults.ts'
export type { Ledger, LedgerOrder, LedgerRequest } from './prodigi-simulator/ledger.ts'
export type { OrderPlan } from './prodigi-simulator/order-plan.ts'
export type { Pace } from './prodigi-simulator/pace.ts'
export type { ProdigiOrder } from './prodigi-simulator/prodigi-order.ts'
export type { ProdigiSimulator, ProdigiSimulatorOptions } from './prodigi-simulator/prodigi-simulator.ts'
export type { RateLimit } from './prodigi-simulator/quota.ts'
export { createSeededRandom } from './seeded-random.ts'
// Stripe
export type { DisputeInput, DisputeOutcome } from './stripe-simulator/dispute.ts'
export type { PayOptions } from './stripe-simulator/pay-options.ts'
export type { RefundInput } from './stripe-simulator/refund.ts'
export type { ReviewClosedReason } from './stripe-simulator/review.ts'
export { signEvent } from './stripe-simulator/sign-event.ts'
export { StripeApiError } from './stripe-simulator/stripe-api-error.ts'
export type { StripeControls } from './stripe-simulator/stripe-controls.ts'
export type { StripeFaultKind, StripeFaultRates, StripeFaultScript } from './stripe-simulator/stripe-fault-script.ts'
export type { StripeFaults } from './stripe-simulator/stripe-faults.ts'
export type {
  LedgerCharge,
  LedgerDispute,
  LedgerRefund,
  LedgerTotals,
  StripeLedger,
} from './stripe-simulator/stripe-ledger.ts'
export {
  createStripeSimulator,
  type StripeSimulator,
  type StripeSimulatorOptions,
} from './stripe-simulator/stripe-simulator.ts'
export { type SimulatedAddress, testAddresses } from './stripe-simulator/test-address.ts'
export { type TestCard, testCards } from './stripe-simulator/test-card.ts'
export type { WebhookTarget } from './stripe-simulator/webhook-endpoint.ts'
export type { WebhookAttempt } from './stripe-simulator/webhook-outbox.ts'
export type { RetrySchedule, WebhookChanges, WebhookSettings } from './stripe-simulator/webhook-settings.ts'
// A whole shop
export { openTestShop, type TestShop, type TestShopOptions } from './test-shop.ts'
