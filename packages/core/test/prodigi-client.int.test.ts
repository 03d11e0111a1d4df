import {
  chargesOf,
  createProdigiClient,
  type ProdigiClientOptions,
  type ProdigiOrderRequest,
  type ProdigiRecipient,
  parseProdigiCallback,
} from '@quoin/core/prodigi'
import {
  createManualClock,
  createManualTimer,
  createProdigiSimulator,
  type OrderPlan,
  type ProdigiSimulatorOptions,
} from '@quoin/testing'
import { describe, expect, onTestFinished, test } from 'vitest'

const recipient: ProdigiRecipient = {
  name: 'Ada Test',
  email: 'ada@example.com',
  phoneNumber: '+15550100',
  address: { line1: '1 Main Street', townOrCity: 'London', postalOrZipCode: 'W1A 1AA', countryCode: 'GB' },
}
const canvas = item('GLOBAL-CAN-10X10', { wrap: 'ImageWrap' })
const paper = item('GLOBAL-FAP-16X24')

function item(sku: string, attributes: Readonly<Record<string, string>> = {}) {
  const assets = [{ printArea: 'default', url: 'https://cdn.example/a.jpg' }]
  return { sku, copies: 1, sizing: 'fillPrintArea', attributes, assets } as const
}

function order(key: string, change: Partial<ProdigiOrderRequest> = {}): ProdigiOrderRequest {
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
async function start(simulated: ProdigiSimulatorOptions = {}, options: Partial<ProdigiClientOptions> = {}) {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const prodigi = createProdigiSimulator({ apiKey: 'key', clock, seed: 1, callbacks: 'off', ...simulated })
  const baseUrl = await prodigi.listen()
  onTestFinished(() => prodigi.close())
  const off = { rateLimit: 'off', circuit: 'off', cache: 'off', quickRetries: 0 } as const
  const reach: ProdigiClientOptions = { ...off, apiKey: 'key', environment: 'sandbox', baseUrl, clock, ...options }
  return { prodigi, client: createProdigiClient(reach), clock, reach }
}

/** One order that was created under a plan. */
async function startWithOrder(plan: OrderPlan = {}, change: Partial<ProdigiOrderRequest> = {}) {
  const world = await start({ plan })
  const { order: created } = await world.client.orders.create(order('A-1', change))
  const steps = (count: number) => {
    for (let step = 0; step < count; step += 1) world.prodigi.advanceOrder(created.id)
  }
  return { ...world, id: created.id, steps }
}

const untilAllocated = 3
const untilInProduction = 5

describe('creating an order', () => {
  test('makes it once for one key, and again for another', async () => {
    const { client, prodigi } = await start()
    const first = await client.orders.create(order('A-1'))
    expect(first).toMatchObject({ outcome: 'Created', order: { merchantReference: 'A-1', recipient } })
    expect(await client.orders.create(order('A-1'))).toMatchObject({
      outcome: 'AlreadyExists',
      order: { id: first.order.id },
    })
    expect(await client.orders.create(order('A-2'))).toMatchObject({ outcome: 'Created' })
    expect(prodigi.ledger().orders).toHaveLength(2)
  })

  test('tells of a bill that stands in the way (F41, F43)', async () => {
    const { client } = await start({ plan: { paymentIssue: true } })
    const { outcome, order: created } = await client.orders.create(order('A-1'))
    expect(outcome).toBe('CreatedWithIssues')
    expect(created.status?.issues).toMatchObject([
      {
        errorCode: 'RequiresPaymentAuthorisation',
        authorisationDetails: { paymentDetails: { currency: 'USD', amount: expect.any(Number) } },
      },
    ])
  })

  test('of a paused account gives an id that is not found until the pause is over (F42)', async () => {
    const { client, prodigi } = await start({ plan: { pause: 'until_released' } })
    const { outcome, order: held } = await client.orders.create(order('A-1'))
    expect([outcome, held.status]).toEqual(['OnHold', null])
    await expect(client.orders.get(held.id)).rejects.toMatchObject({ reason: 'not_found' })
    prodigi.releaseOrder(held.id)
    expect(await client.orders.get(held.id)).toMatchObject({ status: { stage: 'InProgress' } })
  })

  test('takes slips, branding and metadata along', async () => {
    const { client, prodigi } = await start()
    const extras = {
      packingSlip: { url: 'https://cdn.example/slip.pdf' },
      branding: { postcard: { url: 'https://cdn.example/card.pdf' } },
      metadata: { orderId: '0198', of: { any: ['shape'] } },
    }
    const { order: created } = await client.orders.create(order('A-1', extras))
    expect(created).toMatchObject({ packingSlip: extras.packingSlip, metadata: extras.metadata })
    expect(prodigi.ledger().orders[0]?.body).toMatchObject(extras)
  })

  test.each([
    ['an unknown SKU', { items: [item('NOPE-1')] }, { 'items[0].sku': ['SkuNotFound'] }],
    ['a choice not made', { items: [item('GLOBAL-CAN-10X10')] }, expect.anything()],
    ['no items', { items: [] }, { items: ['MustNotBeEmptyArray'] }],
    [
      'a wrong postcode',
      { recipient: { ...recipient, address: { ...recipient.address, countryCode: 'US' } } },
      { 'recipient.address.postalOrZipCode': ['MustBeAValidUSZipCodeFormat'] },
    ],
  ])('with %s is refused, by the fields (F45)', async (_, change, failures) => {
    const { client, prodigi } = await start()
    await expect(client.orders.create(order('A-1', change))).rejects.toMatchObject({
      reason: 'validation_failed',
      retry: 'permanent',
      status: 400,
      failures,
      traceParent: expect.stringMatching(/^00-/),
    })
    expect(prodigi.ledger().orders).toEqual([])
  })

  test('with a wrong key is refused, and condemns no order (F46)', async () => {
    const { client } = await start({}, { apiKey: 'other' })
    await expect(client.orders.create(order('A-1'))).rejects.toMatchObject({
      reason: 'not_authenticated',
      retry: 'retryable',
    })
  })
})

describe('an order', () => {
  test('can be followed through all of its steps', async () => {
    const { client, prodigi, id } = await startWithOrder({}, { items: [paper, canvas] })
    const seen: string[] = []
    for (;;) {
      const { status, shipments } = await client.orders.get(id)
      const step = `${status?.stage} ${Object.values(status?.details ?? {}).join(' ')} ${shipments.map((s) => s.status)}`
      if (step === seen.at(-1)) break
      seen.push(step)
      prodigi.advanceOrder(id)
    }
    expect(seen.length).toBeGreaterThan(6)
    expect(seen.at(-1)).toMatch(/^Complete (Complete ){5}Shipped/)
  })

  test('shows its parcels, its tracking and its bill', async () => {
    const { client, prodigi, id } = await startWithOrder({ parcels: 'by_item' }, { items: [paper, canvas] })
    prodigi.runOrder(id)
    const read = await client.orders.get(id)
    expect(read.shipments).toMatchObject(
      [0, 1].map((index) => ({
        status: 'Shipped',
        dispatchDate: expect.any(Date),
        tracking: { number: expect.stringMatching(/^PH\d+GB$/), url: expect.stringMatching(/^https:/) },
        carrier: { name: expect.any(String), service: expect.any(String) },
        fulfillmentLocation: { labCode: expect.any(String), countryCode: expect.any(String) },
        items: [{ itemId: read.items[index]?.id }],
      })),
    )
    const rows = chargesOf(read)
    expect(rows.filter((row) => row.kind === 'item').map((row) => row.itemId)).toEqual(
      read.items.map((each) => each.id),
    )
    expect(rows.filter((row) => row.kind === 'shipping')).toHaveLength(2)
    const billed = read.charges.reduce((sum, { totalCost }) => sum + (totalCost?.amount ?? Number.NaN), 0)
    expect(rows.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(billed)
  })

  test('may have parcels without tracking, and artwork that never came (F62)', async () => {
    const untracked = await startWithOrder({ tracked: false })
    untracked.prodigi.runOrder(untracked.id)
    expect((await untracked.client.orders.get(untracked.id)).shipments).toMatchObject([{ tracking: null }])

    const stuck = await startWithOrder({ failedDownloads: 10 })
    stuck.prodigi.runOrder(stuck.id)
    expect(await stuck.client.orders.get(stuck.id)).toMatchObject({
      status: {
        stage: 'InProgress',
        issues: [{ errorCode: 'order.items.assets.FailedToDownloaded' }],
        details: { downloadAssets: 'Error' },
      },
    })
  })

  test('that is unknown is not found', async () => {
    const { client } = await start()
    await expect(client.orders.get('ord_9')).rejects.toMatchObject({ reason: 'not_found', outcome: 'EntityNotFound' })
  })
})

describe('lists', () => {
  async function startWithOrders(count: number) {
    const world = await start()
    const ids: string[] = []
    for (let number = 0; number < count; number += 1) {
      world.clock.advance(1_000)
      ids.unshift((await world.client.orders.create(order(`A-${number}`))).order.id)
    }
    return { ...world, ids }
  }
  const idsOf = (orders: readonly { readonly id: string }[]) => orders.map(({ id }) => id)

  test('have pages and every filter', async () => {
    const { client, prodigi, ids } = await startWithOrders(4)
    const { orders, next } = await client.orders.list({ top: 3 })
    expect([idsOf(orders), next]).toEqual([ids.slice(0, 3), { top: 3, skip: 3 }])
    expect(await client.orders.list(next ?? {})).toMatchObject({ orders: [{ id: ids[3] }], next: null })
    prodigi.runOrder(ids[1] ?? '')
    const filtered = async (query: Parameters<typeof client.orders.list>[0]) =>
      idsOf((await client.orders.list(query)).orders)
    expect(await filtered({ status: 'Complete' })).toEqual([ids[1]])
    expect(await filtered({ merchantReferences: ['A-0', 'A-3'] })).toEqual([ids[0], ids[3]])
    expect(await filtered({ orderIds: ids.slice(1, 3) })).toEqual(ids.slice(1, 3))
    const createdTo = new Date('2026-11-22T10:00:02Z')
    expect(await filtered({ createdFrom: new Date('2026-11-22T10:00:02Z'), createdTo })).toEqual([ids[2]])
  })

  test('are read to their end while orders are made (F70)', async () => {
    const { client, clock, ids } = await startWithOrders(12)
    const seen: string[] = []
    for await (const { id } of client.orders.listAll({ top: 5 })) {
      seen.push(id)
      clock.advance(100_000)
      if (seen.length % 4 === 0) await client.orders.create(order(`B-${seen.length}`))
    }
    expect(seen).toEqual(ids)
  })

  test('end when their caller gives up', async () => {
    const { client } = await startWithOrders(3)
    const caller = new AbortController()
    const orders = client.orders.listAll({ top: 1 }, { signal: caller.signal })
    expect(await orders.next()).toMatchObject({ done: false })
    caller.abort()
    await expect(orders.next()).rejects.toMatchObject({ reason: 'aborted' })
  })
})

describe('actions', () => {
  test('are open until production begins', async () => {
    const { client, id, steps } = await startWithOrder()
    const open = { cancel: true, changeRecipientDetails: true, changeShippingMethod: true, changeMetadata: true }
    expect(await client.orders.actions.get(id)).toEqual(open)
    steps(untilInProduction)
    const late = { cancel: false, changeRecipientDetails: false, changeShippingMethod: false }
    expect(await client.orders.actions.get(id)).toEqual({ ...open, ...late })
  })

  test('cancel in time', async () => {
    const { client, id, steps } = await startWithOrder()
    steps(untilAllocated)
    const { outcome, order: cancelled } = await client.orders.actions.cancel(id)
    expect(outcome).toBe('Cancelled')
    expect(cancelled).toMatchObject({ status: { stage: 'Cancelled' }, shipments: [{ status: 'Cancelled' }] })
    expect(await client.orders.actions.cancel(id)).toMatchObject({ outcome: 'ActionNotAvailable' })
  })

  test.each([
    ['too late', {}, untilInProduction, 'ActionNotAvailable'],
    ['and the lab does not stop', { cancel: 'fails' }, 0, 'FailedToCancel'],
  ] as const)('cancel %s, with HTTP 200, is no cancel (F59)', async (_, plan, count, outcome) => {
    const { client, id, steps } = await startWithOrder(plan)
    steps(count)
    expect(await client.orders.actions.cancel(id)).toMatchObject({ outcome })
    expect(await client.orders.get(id)).toMatchObject({ status: { stage: 'InProgress' } })
  })

  test('cancel some of the parcels is told by the parcels (F57)', async () => {
    const { client, id, steps } = await startWithOrder(
      { cancel: 'partial', parcels: 'by_item' },
      { items: [paper, canvas] },
    )
    steps(untilAllocated)
    const { order: after } = await client.orders.actions.cancel(id)
    expect(after?.status?.stage).toBe('InProgress')
    expect(after?.shipments.map(({ status }) => status)).toEqual(['Cancelled', 'Processing'])
  })

  const moved = { ...recipient, name: 'B. Test' }
  const outcomes = [
    ['allowed', 'Updated', [true, true]],
    ['partial', 'PartiallyUpdated', [true, false]],
    ['fails', 'FailedToUpdate', [false, false]],
  ] as const
  const twoParcels = { items: [paper, canvas] }

  test.each(outcomes)('update the recipient: %s is %s (F67)', async (updates, outcome, successes) => {
    const { client, id, steps } = await startWithOrder({ updates, parcels: 'by_item' }, twoParcels)
    steps(untilAllocated)
    const answer = await client.orders.actions.updateRecipient(id, moved)
    expect([answer.outcome, answer.shipments.map(({ successful }) => successful)]).toEqual([outcome, successes])
    expect(answer.order?.id).toBe(id)
    steps(untilInProduction)
    expect(await client.orders.actions.updateRecipient(id, moved)).toMatchObject({ outcome: 'ActionNotAvailable' })
  })

  test.each(outcomes)('update the shipping method: %s is %s', async (updates, outcome, successes) => {
    const { client, id, steps } = await startWithOrder({ updates, parcels: 'by_item' }, twoParcels)
    steps(untilAllocated)
    const answer = await client.orders.actions.updateShippingMethod(id, 'Express')
    expect([answer.outcome, answer.shipments.map(({ successful }) => successful)]).toEqual([outcome, successes])
  })

  test('update metadata at any stage', async () => {
    const { client, prodigi, id } = await startWithOrder()
    prodigi.runOrder(id)
    expect(await client.orders.actions.updateMetadata(id, { note: [1] })).toMatchObject({
      outcome: 'Updated',
      order: { metadata: { note: [1] } },
    })
  })

  test('of an unknown order are not found', async () => {
    const { client } = await start()
    for (const call of [client.orders.actions.get('ord_9'), client.orders.actions.cancel('ord_9')]) {
      await expect(call).rejects.toMatchObject({ reason: 'not_found' })
    }
  })
})

describe('what can be asked before', () => {
  const asked = (country: string, sku = 'GLOBAL-FAP-16X24') => ({
    destinationCountryCode: country,
    items: [{ sku, copies: 1, assets: [{ printArea: 'default' }] }],
  })

  test('is what it costs, for every way to ship', async () => {
    const { client } = await start()
    const british = await client.quotes.create(asked('GB'))
    expect(british).toMatchObject({ outcome: 'Created', issues: [] })
    for (const { costSummary } of british.quotes) {
      const { items, shipping, totalTax, totalCost } = costSummary
      expect(totalCost.amount).toBe(items.amount + shipping.amount + (totalTax?.amount ?? 0))
    }
    expect((await client.quotes.create({ ...asked('GB'), shippingMethod: 'express' })).quotes).toMatchObject([
      { shippingMethod: 'Express' },
    ])
    expect(await client.quotes.create({ ...asked('DE'), currencyCode: 'EUR' })).toMatchObject({
      quotes: expect.arrayContaining([
        expect.objectContaining({
          costSummary: expect.objectContaining({ items: { amount: expect.any(Number), currency: 'EUR' } }),
        }),
      ]),
    })
  })

  test('comes with warnings, or not at all', async () => {
    const { client } = await start()
    expect(await client.quotes.create(asked('US'))).toMatchObject({
      outcome: 'CreatedWithIssues',
      issues: [{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }],
    })
    expect(await client.quotes.create(asked('JP', 'GLOBAL-MUG-W'))).toMatchObject({
      outcome: 'NotAvailable',
      quotes: [],
    })
    await expect(client.quotes.create(asked('GB', 'NOPE-1'))).rejects.toMatchObject({ reason: 'validation_failed' })
  })

  test('is a product, in any case of its SKU', async () => {
    const { client } = await start()
    expect(await client.products.get('global-can-10x10')).toMatchObject({
      sku: 'GLOBAL-CAN-10X10',
      attributes: { wrap: ['Black', 'ImageWrap', 'MirrorWrap', 'White'] },
      printAreas: { default: { required: true } },
    })
    await expect(client.products.get('NOPE-1')).rejects.toMatchObject({ reason: 'not_found' })
  })

  test('is how wide a spine is', async () => {
    const { client } = await start()
    const book = { sku: 'BOOK-A4-L-HARD-M', destinationCountryCode: 'US', state: 'CA', numberOfPages: 50 }
    expect(await client.photobooks.spine(book)).toMatchObject({ success: true, widthMm: expect.any(Number) })
    expect(await client.photobooks.spine({ ...book, numberOfPages: 5_000 })).toMatchObject({
      success: false,
      widthMm: null,
    })
    expect(await client.photobooks.spine({ ...book, sku: 'GLOBAL-CAN-10X10' })).toMatchObject({
      success: false,
      message: 'Requested product does not require a spine asset',
    })
    await expect(client.photobooks.spine({ ...book, sku: 'NOPE-1' })).rejects.toMatchObject({ reason: 'not_found' })
  })
})

describe('faults', () => {
  test.each([
    ['drop', 'connection', 'retryable', 'unknown', 0],
    ['status-500', 'server_error', 'retryable', 'unknown', 0],
    ['status-503', 'server_error', 'retryable', 'unknown', 0],
    ['rate-limited', 'rate_limited', 'retryable', 'retryable', 0],
    ['accept-then-drop', 'connection', 'retryable', 'unknown', 1],
    ['timed-out', 'timed_out', 'retryable', 'unknown', 1],
    ['html', 'server_error', 'retryable', 'unknown', 1],
    ['truncated-json', 'unreadable', 'retryable', 'unknown', 1],
    ['empty-200', 'unreadable', 'retryable', 'unknown', 1],
    ['slow', 'timed_out', 'retryable', 'unknown', 1],
  ] as const)(
    '%s: an error for what it is, and one print in the end (F34, F48, F49)',
    async (fault, reason, read, write, made) => {
      const { client: patient, prodigi, reach } = await start()
      const hasty = { ...reach, readTimeoutMs: 300, writeTimeoutMs: 300 }
      const client = fault === 'slow' ? createProdigiClient(hasty) : patient
      prodigi.faults.next({ fault, times: 2 })
      await expect(client.orders.create(order('A-1'))).rejects.toMatchObject({ reason, retry: write })
      await expect(client.orders.list()).rejects.toMatchObject({ reason, retry: read })
      prodigi.faults.release()
      expect(prodigi.ledger().orders).toHaveLength(made)
      const { outcome } = await patient.orders.create(order('A-1'))
      expect(outcome).toBe(made ? 'AlreadyExists' : 'Created')
      expect(prodigi.ledger().orders).toHaveLength(1)
    },
  )
})

test('callbacks are read as hints', async () => {
  const { client, prodigi } = await start({ callbacks: 'on', send: async () => new Response() })
  const callbackUrl = 'https://shop.example/prodigi'
  const { order: created } = await client.orders.create(order('A-1', { callbackUrl }))
  prodigi.runOrder(created.id)
  await prodigi.waitForCallbacks()
  const read = prodigi.callbacks().map(({ event }) => parseProdigiCallback(JSON.stringify(event)))
  expect(new Set(read.map(({ eventId }) => eventId)).size).toBe(read.length)
  for (const { orderId, time } of read) expect([orderId, time]).toEqual([created.id, expect.any(Date)])
  expect(read.at(-1)).toMatchObject({
    type: 'com.prodigi.order.status.stage.changed#Complete',
    order: { status: { stage: 'Complete' } },
  })
})

test('of hundreds of calls none is turned away, and prints come before looks (F48, F54, F84)', async () => {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const timer = createManualTimer()
  const rateLimit = { calls: 30, windowMs: 30_000 }
  const prodigi = createProdigiSimulator({ clock, timer, seed: 1, callbacks: 'off', rateLimit })
  const client = createProdigiClient({
    apiKey: 'key',
    environment: 'sandbox',
    clock,
    timer,
    fetch: (url, init) => prodigi.fetch(new Request(url, init)),
  })
  let passedMs = 0
  const doneAtMs = { look: [] as number[], print: [] as number[] }
  /** Comes back whenever it is told to, as a job does. */
  const insist = async (kind: keyof typeof doneAtMs, call: () => Promise<unknown>): Promise<void> => {
    const error = await call().then(
      () => null,
      (reason: unknown) => reason,
    )
    if (error === null) return void doneAtMs[kind].push(passedMs)
    expect(error).toMatchObject({ reason: 'rate_limited', retry: 'retryable', status: null })
    await new Promise<void>((resolve) => void timer.after(Object(error).retryAfterMs, resolve))
    return insist(kind, call)
  }
  const calls = [
    ...Array.from({ length: 240 }, () => insist('look', () => client.orders.list({ top: 1 }))),
    ...Array.from({ length: 60 }, (_, number) => insist('print', () => client.orders.create(order(`A-${number}`)))),
  ]
  while (doneAtMs.look.length + doneAtMs.print.length < calls.length) {
    clock.advance(1_000)
    timer.elapse(1_000)
    passedMs += 1_000
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(calls)
  expect(prodigi.ledger().requests.filter(({ status }) => status !== 200)).toEqual([])
  expect(prodigi.ledger().orders).toHaveLength(60)
  // At least 15 in 31 seconds, whatever else is waiting.
  expect(Math.max(...doneAtMs.print)).toBeLessThanOrEqual(4 * 31_000 + 1_000)
})
