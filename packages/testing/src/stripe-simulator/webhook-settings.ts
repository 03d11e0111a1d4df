/** How events reach the shop. */
export interface WebhookSettings {
  /** The endpoint that takes what a shop with Checkout asks for; null: there is none. */
  readonly webhookUrl: string | null
  /** While false nothing is sent; what happens meanwhile waits. */
  readonly delivery: boolean
  /** How often each event is sent at the same time. @default 1 */
  readonly copies: number
  /** Each event waits for a time by chance, of at most so many milliseconds, so that later ones overtake it. @default 0 */
  readonly reorder: number
}

/** Some of the settings. `reorder: true` is ten seconds. */
export interface WebhookChanges {
  readonly webhookUrl?: string | null | undefined
  readonly delivery?: boolean | undefined
  readonly copies?: number | undefined
  readonly reorder?: boolean | number | undefined
}

/**
 * When a delivery that failed is tried again, each after the one before.
 *
 * - `quick`: after seconds at first, for demos, then about as `live`; three days in all.
 * - `live`: as Stripe does with live keys, three days in all.
 * - `sandbox`: three tries in a few hours.
 */
export type RetrySchedule = 'quick' | 'live' | 'sandbox'

const hour = 3600
const delays: Readonly<Record<RetrySchedule, readonly number[]>> = {
  quick: [1, 5, 30, 300, hour, 6 * hour, 12 * hour, 24 * hour, 28 * hour],
  live: [300, 1800, 2 * hour, 5 * hour, 10 * hour, ...Array.from({ length: 4 }, () => 12 * hour), 6 * hour],
  sandbox: [hour, 3 * hour],
}

/** Undefined: it is given up. @param tries how many have failed after the first. */
export function retryDelayMs(schedule: RetrySchedule, tries: number): number | undefined {
  const seconds = delays[schedule][tries]
  return seconds === undefined ? undefined : seconds * 1000
}

const usualReorderMs = 10_000

export function changeSettings(before: WebhookSettings, changes: WebhookChanges): WebhookSettings {
  const { webhookUrl = before.webhookUrl, delivery = before.delivery, copies = before.copies, reorder } = changes
  const reorderMs = reorder === true ? usualReorderMs : reorder === false ? 0 : (reorder ?? before.reorder)
  return { webhookUrl, delivery, copies, reorder: reorderMs }
}
