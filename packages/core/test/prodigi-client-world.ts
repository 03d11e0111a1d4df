import {
  createProdigiClient,
  type ProdigiClientOptions,
  type ProdigiOrderRequest,
  type ProdigiRecipient,
} from '@quoin/core/prodigi'
import { createManualClock, createProdigiSimulator, type OrderPlan, type ProdigiSimulatorOptions } from '@quoin/testing'
import { onTestFinished } from 'vitest'

export const recipient: ProdigiRecipient = {
  name: 'Ada Test',
  email: 'ada@example.com',
  phoneNumber: '+15550100',
  address: { line1: '1 Main Street', townOrCity: 'London', postalOrZipCode: 'W1A 1AA', countryCode: 'GB' },
}
export const canvas = item('GLOBAL-CAN-10X10', { wrap: 'ImageWrap' })
export const paper = item('GLOBAL-FAP-16X24')

export function item(sku: string, attributes: Readonly<Record<string, string>> = {}) {
  const assets = [{ printArea: 'default', url: 'https://cdn.example/a.jpg' }]
  return { sku, copies: 1, sizing: 'fillPrintArea', attributes, assets } as const
}

export function order(key: string, change: Partial<ProdigiOrderRequest> = {}): ProdigiOrderRequest {
  return {
    idempotencyKey: key,
    merchantReference: key,
    shippingMethod: 'Standard',
    recipient,
    items: [paper],
    ...change,
  }
}

/** A simulator that listens until the test has finished, and a client of it over HTTP. */
export async function start(simulated: ProdigiSimulatorOptions = {}, options: Partial<ProdigiClientOptions> = {}) {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const prodigi = createProdigiSimulator({ apiKey: 'key', clock, seed: 1, callbacks: 'off', ...simulated })
  const baseUrl = await prodigi.listen()
  onTestFinished(() => prodigi.close())
  const off = { rateLimit: 'off', circuit: 'off', cache: 'off', quickRetries: 0 } as const
  const reach: ProdigiClientOptions = { ...off, apiKey: 'key', environment: 'sandbox', baseUrl, clock, ...options }
  return { prodigi, client: createProdigiClient(reach), clock, reach }
}

/** One order that was created under a plan. */
export async function startWithOrder(plan: OrderPlan = {}, change: Partial<ProdigiOrderRequest> = {}) {
  const world = await start({ plan })
  const { order: created } = await world.client.orders.create(order('A-1', change))
  const steps = (count: number) => {
    for (let step = 0; step < count; step += 1) world.prodigi.advanceOrder(created.id)
  }
  return { ...world, id: created.id, steps }
}

export const untilAllocated = 3
export const untilInProduction = 5
