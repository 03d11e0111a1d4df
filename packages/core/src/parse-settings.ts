import type { HealthSettings } from './health/health-settings.ts'
import { defaultStageSlos } from './health/stage-slos.ts'
import { defaultRetryPolicy, type RetryPolicy } from './jobs/retry-policy.ts'
import { isCurrencyCode } from './money/currency.ts'
import type { ShippingOffer } from './order/order.ts'
import type { CostSettings } from './order/order-costs.ts'
import { orderStages } from './order/order-stage.ts'
import { parseEndpoints, type WebhookEndpoint } from './outgoing/webhook-endpoint.ts'
import { checkoutUis } from './payment/checkout-ui.ts'
import { type InputIssue, QuoinError } from './quoin-error.ts'
import type { CheckoutSettings, QuoinOptions, WorkerSettings } from './quoin-options.ts'
import { defaultRetention, type Retention, shortestRestMs, shortestRetentionMs } from './storage/retention.ts'

/** The plain settings, checked and complete. */
export interface QuoinSettings {
  readonly shippingOptions: readonly ShippingOffer[]
  /** Null: the offers' own prices stand. */
  readonly addPercent: number | null
  /** Null: as the payment provider's account is set. */
  readonly checkout: Required<Omit<CheckoutSettings, 'adaptivePricing'>> & { readonly adaptivePricing: boolean | null }
  readonly costs: CostSettings
  readonly retention: Retention
  readonly health: HealthSettings
  readonly publicUrl: string
  readonly secret: string
  readonly allowedCountries: readonly string[]
  readonly successUrl: string
  readonly cancelUrl: string
  readonly basePath: string
  readonly retry: RetryPolicy
  readonly worker: Required<WorkerSettings>
  readonly webhooks: readonly WebhookEndpoint[]
}

const countries =
  'US CA GB IE AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE NO CH AU NZ'.split(' ')

const shortestOpenMs = 30 * 60_000
const longestOpenMs = 24 * 3_600_000

/**
 * By hand, where a schema would read better: it is what every app loads first, and a schema library is a third of its size.
 *
 * @throws {@link QuoinError} `invalid_options` naming every option at fault. Values are not repeated: one is a secret.
 */
export function parseSettings(options: QuoinOptions): QuoinSettings {
  const { shippingOptions, publicUrl, secret, basePath = '/api', allowedCountries = countries } = options
  const { successUrl = `${publicUrl}/thanks?session_id={CHECKOUT_SESSION_ID}`, cancelUrl = `${publicUrl}/cart` } =
    options
  const { maxIncreasePercent = 10, minMarginPercent = null } = options.costs ?? {}
  const addPercent = options.quotedShipping ? (options.quotedShipping.addPercent ?? 0) : null
  const checkout = {
    ui: 'hosted',
    promotionCodes: false,
    automaticTax: false,
    adaptivePricing: null,
    openForMs: longestOpenMs,
    ...options.checkout,
  } as const
  const retry = { ...defaultRetryPolicy, ...options.retry }
  const retention = { ...defaultRetention, ...options.retention }
  const health = {
    stageSlos: { ...defaultStageSlos(options.tracking !== undefined), ...options.health?.stageSlos },
    slowDatabaseMs: options.health?.slowDatabaseMs ?? 500,
    watchEveryMs: options.health?.watchEveryMs === undefined ? 60_000 : options.health.watchEveryMs,
  }
  const worker = { slots: 10, leaseMs: 20_000, pollIntervalMs: 1_000, graceMs: 10_000, ...options.worker }

  const issues: InputIssue[] = []
  const demand = (holds: boolean, path: string, message: string): void => {
    if (!holds) issues.push({ path, code: 'invalid', message })
  }
  const webhooks = parseEndpoints(options.webhooks, demand)
  demand(isList(shippingOptions, 1, 5), 'shippingOptions', 'One to five.')
  for (const [index, option] of (Array.isArray(shippingOptions) ? shippingOptions : []).entries()) {
    const path = `shippingOptions[${index}]`
    demand(isText(option?.method, 1, 100), `${path}.method`, 'A text of 1 to 100 characters.')
    demand(isText(option?.displayName, 1, 100), `${path}.displayName`, 'A text of 1 to 100 characters.')
    demand(isWhole(option?.price?.amount, 0), `${path}.price.amount`, 'A whole number of minor units, at least 0.')
    const code = option?.price?.currency
    demand(isText(code, 3, 3) && isCurrencyCode(code), `${path}.price.currency`, 'An ISO 4217 code in upper case.')
  }
  demand(isWebUrl(publicUrl), 'publicUrl', 'An absolute http or https URL.')
  demand(!String(publicUrl).endsWith('/'), 'publicUrl', 'It ends without a slash.')
  demand(isWebUrl(successUrl) || !isWebUrl(publicUrl), 'successUrl', 'An absolute http or https URL.')
  demand(isWebUrl(cancelUrl) || !isWebUrl(publicUrl), 'cancelUrl', 'An absolute http or https URL.')
  demand(checkoutUis.includes(checkout.ui), 'checkout.ui', `One of ${checkoutUis.join(', ')}.`)
  for (const name of ['promotionCodes', 'automaticTax'] as const) {
    demand(typeof checkout[name] === 'boolean', `checkout.${name}`, 'True or false.')
  }
  const { openForMs, adaptivePricing } = checkout
  demand(adaptivePricing === null || typeof adaptivePricing === 'boolean', 'checkout.adaptivePricing', 'True or false.')
  for (const [path, all] of Object.entries({ notifiers: options.notifiers ?? [], alerts: options.alerts ?? [] })) {
    demand(Array.isArray(all), path, 'A list.')
    const channels = Array.isArray(all) ? all.map(({ channel }) => channel) : []
    demand(
      channels.every((channel) => isText(channel, 1, 40)),
      path,
      'Each has a channel of 1 to 40 characters.',
    )
    demand(new Set(channels).size === channels.length, path, 'No two have the same channel.')
  }
  const { adoptCheckout } = options
  demand(adoptCheckout === undefined || typeof adoptCheckout === 'function', 'adoptCheckout', 'A function.')
  const canStayOpen = isWhole(openForMs, shortestOpenMs) && openForMs <= longestOpenMs
  demand(canStayOpen, 'checkout.openForMs', 'A whole number of milliseconds, from 30 minutes to 24 hours.')
  demand(isText(secret, 16, 10_000), 'secret', 'At least 16 characters.')
  demand(/^(\/[^/]+)*$/.test(basePath), 'basePath', 'A path that begins with a slash and does not end with one.')
  const known = isList(allowedCountries, 1, 300) && allowedCountries.every((code) => /^[A-Z]{2}$/.test(code))
  demand(known, 'allowedCountries', 'ISO 3166-1 alpha-2 codes in upper case, at least one.')
  for (const [path, percent] of Object.entries({
    'quotedShipping.addPercent': addPercent,
    'costs.maxIncreasePercent': maxIncreasePercent,
    'costs.minMarginPercent': minMarginPercent,
  })) {
    demand(percent === null || (percent >= 0 && percent <= 1_000), path, 'A number from 0 to 1000.')
  }
  for (const [name, value] of Object.entries(retry)) {
    demand(isWhole(value, 1), `retry.${name}`, 'A whole number of milliseconds, at least 1.')
  }
  const { archiveOrdersAfterMs, ...kept } = retention
  const isAge = archiveOrdersAfterMs === null || isWhole(archiveOrdersAfterMs, shortestRestMs)
  const age = 'A whole number of milliseconds, at least 3 days, or null.'
  demand(isAge, 'retention.archiveOrdersAfterMs', age)
  for (const [name, value] of Object.entries(kept)) {
    demand(
      isWhole(value, shortestRetentionMs),
      `retention.${name}`,
      'A whole number of milliseconds, at least 35 days.',
    )
  }
  for (const [stage, longestMs] of Object.entries(health.stageSlos)) {
    const path = `health.stageSlos.${stage}`
    demand(
      orderStages.some((known) => known === stage),
      path,
      `One of ${orderStages.join(', ')}.`,
    )
    demand(longestMs === null || isWhole(longestMs, 1), path, 'A whole number of milliseconds, at least 1, or null.')
  }
  demand(isWhole(health.slowDatabaseMs, 1), 'health.slowDatabaseMs', 'A whole number of milliseconds, at least 1.')
  const isOften = health.watchEveryMs === null || isWhole(health.watchEveryMs, 1_000)
  demand(isOften, 'health.watchEveryMs', 'A whole number of milliseconds, at least 1000, or null.')
  demand(isWhole(worker.slots, 1) && worker.slots <= 1_000, 'worker.slots', 'A whole number from 1 to 1000.')
  demand(isWhole(worker.leaseMs, 100), 'worker.leaseMs', 'A whole number of milliseconds, at least 100.')
  demand(isWhole(worker.pollIntervalMs, 1), 'worker.pollIntervalMs', 'A whole number of milliseconds, at least 1.')
  demand(isWhole(worker.graceMs, 0), 'worker.graceMs', 'A whole number of milliseconds, at least 0.')

  if (issues.length > 0) {
    const text = issues.map(({ path, message }) => `${path}: ${message}`).join(' ')
    throw new QuoinError('invalid_options', `createQuoin can not work with these options. ${text}`, { issues })
  }
  const costs = { maxIncreasePercent, minMarginPercent }
  const urls = { publicUrl, successUrl, cancelUrl, basePath }
  const work = { retry, retention, health, worker, webhooks }
  return { ...urls, ...work, shippingOptions, addPercent, checkout, costs, secret, allowedCountries }
}

function isText(value: unknown, min: number, max: number): value is string {
  return typeof value === 'string' && value.length >= min && value.length <= max
}

function isWhole(value: unknown, min: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min
}

function isList(value: unknown, min: number, max: number): boolean {
  return Array.isArray(value) && value.length >= min && value.length <= max
}

function isWebUrl(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
