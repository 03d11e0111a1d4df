import { afterEach, beforeEach, describe } from 'vitest'
import { aboutCases } from './http/about-cases.ts'
import { accessCases } from './http/access-cases.ts'
import { afterSalesCases } from './http/after-sales-cases.ts'
import { analyticsCases } from './http/analytics-cases.ts'
import { changeCases } from './http/change-cases.ts'
import { checkoutCases } from './http/checkout-cases.ts'
import { claimCases } from './http/claim-cases.ts'
import { eventCases } from './http/event-cases.ts'
import { createHttpWorld, type HttpUnderTest, type HttpUnderTestOptions, type HttpWorld } from './http/http-world.ts'
import { inputCases } from './http/input-cases.ts'
import { limitCases } from './http/limit-cases.ts'
import { managementCases } from './http/management-cases.ts'
import { metricsCases } from './http/metrics-cases.ts'
import { notificationCases } from './http/notification-cases.ts'
import { orderCases } from './http/order-cases.ts'
import { orderViewCases } from './http/order-view-cases.ts'
import { trackingWebhookCases } from './http/tracking-webhook-cases.ts'
import { webhookCases } from './http/webhook-cases.ts'

/** What {@link httpContract} examines. */
export interface HttpContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** An API mounted at `/api`, made from these parts. Called before each case. */
  start(options: HttpUnderTestOptions): Promise<HttpUnderTest>
}

/**
 * The contract of Quoin's HTTP API as a vitest suite: call it at the top of a test file. It talks to the API by requests
 * alone, over a shop on memory storage and the simulators.
 *
 * @example
 * ```ts
 * import { createHttpHandler } from '@quoin/http'
 * import { httpContract } from '@quoin/testing/contracts'
 *
 * httpContract({
 *   name: 'the bare handler',
 *   start: async (options) => {
 *     const handler = createHttpHandler(options)
 *     return { fetch: (path, init) => handler(new Request(`https://shop.example${path}`, init)), stop: async () => {} }
 *   },
 * })
 * ```
 */
export function httpContract({ name, start }: HttpContractOptions): void {
  describe(`HTTP contract: ${name}`, () => {
    let world: HttpWorld
    beforeEach(async () => {
      world = await createHttpWorld(start)
    })
    afterEach(() => world.stop())
    const given = () => world

    accessCases(given)
    inputCases(given)
    webhookCases(given)
    checkoutCases(given)
    trackingWebhookCases(given)
    orderCases(given)
    orderViewCases(given)
    managementCases(given)
    afterSalesCases(given)
    claimCases(given)
    changeCases(given)
    notificationCases(given)
    eventCases(given)
    metricsCases(given)
    analyticsCases(given)
    limitCases(given)
    aboutCases(given)
  })
}
