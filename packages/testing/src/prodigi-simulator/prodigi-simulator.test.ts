import { expect, it } from 'vitest'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { apiKey, parse, startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

it('given a good order, when it is sent, then it is created, written in the ledger, and can be read', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const created = await call('POST', '/orders', orderRequestFixture())
  expect(created.status).toBe(200)
  expect(created.json).toMatchObject({
    outcome: 'Created',
    order: {
      id: expect.stringMatching(/^ord_\d+$/),
      created: '2026-01-01T00:00:00Z',
      lastUpdated: expect.stringMatching(/^2026-01-01T00:00:00\.\d{1,7}Z$/),
      merchantReference: 'A-1001',
      shippingMethod: 'Standard',
      idempotencyKey: 'A-1001:1',
      status: { stage: 'InProgress', issues: [], details: { downloadAssets: 'NotStarted', shipping: 'NotStarted' } },
      charges: [],
      shipments: [],
      items: [{ sku: 'GLOBAL-CFPM-16X20', status: 'NotYetDownloaded', attributes: { color: 'black' } }],
      packingSlip: null,
      metadata: { orderId: 'A-1001' },
    },
    traceParent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/),
  })
  expect(created.headers.get('traceparent')).toBe(created.json.traceParent)
  const { id } = created.json.order
  const got = await call('GET', `/orders/${id}`)
  expect(got.json).toMatchObject({ outcome: 'Ok', order: created.json.order })
  expect(simulator.ledger().orders).toEqual([
    {
      id,
      idempotencyKey: 'A-1001:1',
      merchantReference: 'A-1001',
      body: orderRequestFixture(),
      at: '2026-01-01T00:00:00Z',
    },
  ])
})

it('given a key that was used, when other content comes under it, then the first order is answered and none made', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const first = await call('POST', '/orders', orderRequestFixture())
  simulator.runOrder(first.json.order.id)
  const second = await call('POST', '/orders', orderRequestFixture({ merchantReference: 'other' }))
  expect(second.status).toBe(200)
  expect(second.json).toMatchObject({
    outcome: 'AlreadyExists',
    order: { id: first.json.order.id, merchantReference: 'A-1001', status: { stage: 'Complete' } },
  })
  expect(simulator.ledger().orders).toHaveLength(1)
})

it('F38: given a key in a header only, when the order is sent twice, then it is printed twice', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const { idempotencyKey: _, ...body } = orderRequestFixture()
  await call('POST', '/orders', body, { 'idempotency-key': 'A-1001:1' })
  await call('POST', '/orders', body, { 'idempotency-key': 'A-1001:1' })
  expect(simulator.ledger().orders).toHaveLength(2)
})

it('F42: given a pause window, then only the id is told, and the order is not found until the window ends', async () => {
  const { simulator, clock, call } = await startSimulatorFixture({ plan: { pause: 2 * 3_600_000 } })
  const { json } = await call('POST', '/orders', orderRequestFixture())
  expect(json).toEqual({ outcome: 'OnHold', order: { id: json.order.id }, traceParent: json.traceParent })
  expect((await call('POST', '/orders', orderRequestFixture())).json).toMatchObject({
    outcome: 'AlreadyExists',
    order: { id: json.order.id },
  })
  const missing = await call('GET', `/orders/${json.order.id}`)
  expect(missing).toMatchObject({ status: 404, json: { outcome: 'EntityNotFound' } })
  expect((await call('GET', '/orders')).json.orders).toEqual([])
  clock.advance(2 * 3_600_000)
  simulator.catchUp()
  const shown = await call('GET', `/orders/${json.order.id}`)
  expect(shown.json.order.status.stage).toBe('InProgress')
})

it('F41 F43: given a card that needs authorisation, then the order is created with an issue and waits', async () => {
  const { simulator, call } = await startSimulatorFixture()
  simulator.planNext({ paymentIssue: true })
  const { json } = await call('POST', '/orders', orderRequestFixture())
  expect(json).toMatchObject({
    outcome: 'CreatedWithIssues',
    order: {
      status: {
        issues: [
          {
            objectId: json.order.id,
            errorCode: 'RequiresPaymentAuthorisation',
            authorisationDetails: { paymentDetails: { amount: expect.stringMatching(/^\d+\.\d\d$/), currency: 'USD' } },
          },
        ],
      },
    },
  })
  expect(simulator.runOrder(json.order.id).status.stage).toBe('InProgress')
  simulator.resolveIssues(json.order.id)
  expect(simulator.runOrder(json.order.id).status.stage).toBe('Complete')
})

it('when an order is cancelled in time, then it is; when production has begun, then the action is not available', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const early = (await call('POST', '/orders', orderRequestFixture({ idempotencyKey: 'a' }))).json.order.id
  const late = (await call('POST', '/orders', orderRequestFixture({ idempotencyKey: 'b' }))).json.order.id
  for (let step = 0; step < 3; step += 1) simulator.advanceOrder(early)
  for (let step = 0; step < 5; step += 1) simulator.advanceOrder(late)
  expect((await call('GET', `/orders/${early}/actions`)).json).toMatchObject({
    outcome: 'Ok',
    cancel: { isAvailable: 'Yes' },
    changeMetaData: { isAvailable: 'Yes' },
  })
  expect((await call('GET', `/orders/${late}/actions`)).json).toMatchObject({
    cancel: { isAvailable: 'No' },
    changeRecipientDetails: { isAvailable: 'No' },
    changeMetaData: { isAvailable: 'Yes' },
  })
  const cancelled = await call('POST', `/orders/${early}/actions/cancel`)
  expect(cancelled.json).toMatchObject({
    outcome: 'Cancelled',
    order: {
      status: { stage: 'Cancelled' },
      shipments: [{ status: 'Cancelled' }],
      charges: [{ totalCost: { amount: '0.00' }, items: [] }],
    },
  })
  const refused = await call('POST', `/orders/${late}/actions/cancel`)
  expect(refused).toMatchObject({ status: 200, json: { outcome: 'ActionNotAvailable' } })
  expect(simulator.order(late).status.stage).toBe('InProgress')
})

it('F59: given a lab that does not stop, when the order is cancelled, then it fails with status 200', async () => {
  const { simulator, call } = await startSimulatorFixture({ plan: { cancel: 'fails' } })
  const { json } = await call('POST', '/orders', orderRequestFixture())
  const refused = await call('POST', `/orders/${json.order.id}/actions/cancel`)
  expect(refused).toMatchObject({ status: 200, json: { outcome: 'FailedToCancel', order: { id: json.order.id } } })
  expect(simulator.order(json.order.id).status.stage).toBe('InProgress')
})

it('when recipient, shipping method and metadata are changed in time, then the order has them', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const { id, recipient } = (await call('POST', '/orders', orderRequestFixture())).json.order
  const method = await call('POST', `/Orders/${id}/actions/updateShippingMethod`, { shippingMethod: 'express' })
  expect(method.json).toMatchObject({
    outcome: 'Updated',
    shippingUpdateResults: [],
    order: { shippingMethod: 'Express' },
  })
  for (let step = 0; step < 3; step += 1) simulator.advanceOrder(id)
  const moved = await call('POST', `/orders/${id}/actions/updaterecipient`, { ...recipient, name: 'B. Test' })
  expect(moved.json).toMatchObject({
    outcome: 'Updated',
    shipmentUpdateResults: [{ successful: true, errorCode: null }],
    order: { recipient: { name: 'B. Test' } },
  })
  simulator.runOrder(id)
  expect((await call('POST', `/orders/${id}/actions/updateRecipient`, recipient)).json.outcome).toBe(
    'ActionNotAvailable',
  )
  const noted = await call('POST', `/orders/${id}/actions/updateMetadata`, { metadata: { note: 1 } })
  expect(noted.json).toMatchObject({ outcome: 'Updated', order: { metadata: { note: 1 } } })
})

it('when a wrong key, path, method, content type or body is used, then it answers as the real service', async () => {
  const { call, url } = await startSimulatorFixture()
  const unknown = await call('GET', '/orders/ord_9', undefined, { 'x-api-key': 'wrong' })
  expect(unknown).toMatchObject({ status: 401, json: { outcome: 'NotAuthenticated' } })
  expect(unknown.headers.get('www-authenticate')).toBe('Bearer')
  expect(await call('GET', '/orders/ord_9')).toMatchObject({ status: 404, json: { outcome: 'EntityNotFound' } })
  expect(await call('GET', '/nothing')).toMatchObject({ status: 404, json: { outcome: 'EndpointDoesNotExist' } })
  expect(await call('DELETE', '/orders')).toMatchObject({ status: 405, json: { outcome: 'MethodNotAllowed' } })
  expect(await call('POST', '/orders', {}, { 'content-type': 'text/plain' })).toMatchObject({
    status: 415,
    json: { outcome: 'InvalidContentType' },
  })
  const broken = await fetch(`${url}/v4.0/orders`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: '{"items":',
  })
  expect(broken.status).toBe(400)
  expect(await broken.json()).toMatchObject({ outcome: 'ModelBindingFailed' })
})

it('when orders are listed, then filters, pages and the next address are as documented', async () => {
  const { simulator, clock, url, call } = await startSimulatorFixture()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c']) {
    clock.advance(1000)
    const body = orderRequestFixture({ idempotencyKey: name, merchantReference: name })
    ids.unshift((await call('POST', '/orders', body)).json.order.id)
  }
  const listed = async (query: string) =>
    (await call('GET', `/Orders${query}`)).json.orders.map((order: { id: string }) => order.id)
  expect(await listed('')).toEqual(ids)
  const page = await call('GET', '/orders?top=2')
  expect(page.json).toMatchObject({ outcome: 'Ok', hasMore: true, nextUrl: `${url}/v4.0/Orders?Top=2&Skip=2` })
  expect((await call('GET', '/orders?Top=2&Skip=2')).json).toMatchObject({
    hasMore: false,
    nextUrl: null,
    orders: [{ id: ids[2] }],
  })
  expect(await listed('?merchantReferences=a&merchantReferences=c')).toEqual([ids[0], ids[2]])
  expect(await listed(`?orderIds=${ids[1]}`)).toEqual([ids[1]])
  expect(await listed('?createdFrom=2026-01-01T00:00:02Z&createdTo=2026-01-01T00:00:02Z')).toEqual([ids[1]])
  simulator.runOrder(ids[0] ?? '')
  expect(await listed('?status=complete')).toEqual([ids[0]])
  expect(await listed('?status=inProgress')).toEqual([ids[1], ids[2]])
  expect(await call('GET', '/orders?top=0&skip=x')).toMatchObject({
    status: 400,
    json: {
      outcome: 'ValidationFailed',
      failures: { top: [{ code: 'InvalidValue' }], skip: [{ providedValue: 'x' }] },
    },
  })
})

it('when a product is asked for, whatever the case of its SKU, then its variants and print areas are shown', async () => {
  const { call } = await startSimulatorFixture()
  const { json } = await call('GET', '/products/global-can-10x10')
  expect(json).toMatchObject({
    outcome: 'Ok',
    product: {
      sku: 'GLOBAL-CAN-10X10',
      productDimensions: { width: 10, height: 10, units: 'in' },
      attributes: { wrap: ['Black', 'ImageWrap', 'MirrorWrap', 'White'] },
      printAreas: { default: { required: true } },
    },
  })
  const areas = json.product.variants.map((variant: any) => [
    variant.attributes.wrap,
    variant.printAreaSizes.default.horizontalResolution,
  ])
  expect(areas).toEqual([
    ['Black', 1522],
    ['ImageWrap', 2137],
    ['MirrorWrap', 1522],
    ['White', 1522],
  ])
  expect((await call('GET', '/products/NOPE-1')).status).toBe(404)
})

it('given the same seed, clock and calls, then the answers are the same', async () => {
  const transcript = async (seed: number) => {
    const { simulator, call } = await startSimulatorFixture({ seed })
    const { json } = await call('POST', '/orders', orderRequestFixture({ items: [itemFixture(), itemFixture()] }))
    simulator.runOrder(json.order.id)
    return [json, simulator.orders()]
  }
  expect(await transcript(7)).toEqual(await transcript(7))
  expect(await transcript(7)).not.toEqual(await transcript(8))
})

it('given time sets the pace, when time passes by itself, then the order goes through by itself', async () => {
  const { simulator, clock, call } = await startSimulatorFixture({ pace: { stageMs: 4 } })
  const { json } = await call('POST', '/orders', orderRequestFixture())
  clock.advance(3)
  simulator.catchUp()
  expect(simulator.order(json.order.id).status.details.downloadAssets).toBe('NotStarted')
  clock.advance(60_000)
  await expect.poll(() => simulator.order(json.order.id).status.stage).toBe('Complete')
  expect(simulator.order(json.order.id).shipments[0]?.dispatchDate).toBe('2026-01-01T00:00:00.024Z')
})

it('when another process pulls the strings, then they work over HTTP', async () => {
  const { simulator, url, call } = await startSimulatorFixture()
  const pull = async (path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, json: parse(await response.text()) }
  }
  expect((await pull('/__plan', { tracked: false })).status).toBe(204)
  expect((await pull('/__faults', { endpoint: 'createOrder', fault: 'status-500' })).json).toEqual({ pending: 1 })
  expect((await call('POST', '/orders', orderRequestFixture())).status).toBe(500)
  const { id } = (await call('POST', '/orders', orderRequestFixture())).json.order
  expect((await pull('/__advance', { orderId: id, steps: 2 })).json.orders[0].status.details.downloadAssets).toBe(
    'Complete',
  )
  expect((await pull('/__advance', { steps: 'all' })).json.orders[0].shipments).toMatchObject([
    { status: 'Shipped', tracking: null },
  ])
  expect(parse(await (await fetch(`${url}/__ledger`)).text())).toEqual(simulator.ledger())
  expect((await pull('/__advance', { orderId: 'ord_1' })).status).toBe(404)
  expect((await pull('/__faults', { fault: 'gremlins' })).status).toBe(400)
})

it('when it has closed, then nobody answers, and closing again does no harm', async () => {
  const { simulator, url } = await startSimulatorFixture()
  await simulator.close()
  await simulator.close()
  expect(() => simulator.url).toThrow()
  await expect(fetch(`${url}/v4.0/orders`)).rejects.toThrow('fetch failed')
})
