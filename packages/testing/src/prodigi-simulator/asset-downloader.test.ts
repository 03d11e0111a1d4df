import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import type { DownloadOptions } from './asset-downloader.ts'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

const picture = Buffer.from('a picture, as far as anybody here can tell')
const md5Hash = createHash('md5').update(picture).digest('hex')

type Answer = (response: ServerResponse) => void

/** A host of artwork: each answer is used for one request, the last for all that follow. */
async function artHost(...answers: Answer[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers
    answer?.(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return { asked, url: `http://127.0.0.1:${address.port}/a.jpg` }
}

const good: Answer = (response) => void response.end(picture)
const missing: Answer = (response) => void response.writeHead(404).end('gone')
const refuses: Answer = (response) => void response.writeHead(403).end()
const breaksOff: Answer = (response) => void response.destroy()
const leadsAway: Answer = (response) => void response.writeHead(302, { location: 'file:///etc/hosts' }).end()
const never: Answer = () => undefined

async function ordered(assets: readonly object[], downloads: 'real' | DownloadOptions = 'real') {
  const { simulator, call, clock } = await startSimulatorFixture({ downloads, clock: createManualClock('2026-01-01') })
  const items = assets.map((asset) => itemFixture({ assets: [{ printArea: 'default', ...asset }] }))
  const { json } = await call(
    'POST',
    '/orders',
    orderRequestFixture({ items, packingSlip: { url: 'https://a.example' } }),
  )
  const id: string = json.order.id
  return { simulator, call, clock, id, problems: () => simulator.downloads().map(({ problem }) => problem) }
}

it('given artwork that is there, when it is really fetched, then its hash is shown and the order goes through', async () => {
  const { asked, url } = await artHost(good)
  const { simulator, id } = await ordered([{ url }, { url, md5Hash: md5Hash.toUpperCase() }])
  simulator.advanceOrder(id)
  expect(simulator.runOrder(id).status.details.downloadAssets).toBe('InProgress')
  await simulator.waitForDownloads()
  expect(simulator.advanceOrder(id)).toMatchObject({
    status: { details: { downloadAssets: 'Complete' } },
    items: [
      { status: 'Ok', thumbnailUrl: expect.any(String), assets: [{ status: 'Complete', md5Hash }] },
      { status: 'Ok', assets: [{ status: 'Complete', md5Hash }] },
    ],
    packingSlip: { status: 'Success' },
  })
  expect((await simulator.finishOrder(id)).status.stage).toBe('Complete')
  expect(asked).toEqual(['/a.jpg', '/a.jpg'])
})

it('F62: given one of two files is missing, then only it is tried again, with an issue for each attempt', async () => {
  const [there, gone] = [await artHost(good), await artHost(missing, missing, good)]
  const { simulator, id } = await ordered([{ url: there.url }, { url: gone.url }])
  simulator.runOrder(id)
  await simulator.waitForDownloads()
  const { status, items } = simulator.advanceOrder(id)
  expect(status.issues).toEqual([
    {
      objectId: items[1]?.id,
      errorCode: 'order.items.assets.NotDownloaded',
      description: `Warning: Download attempt 1 of 10 failed for 'default' asset on item '${items[1]?.id}' at location '${gone.url}'`,
      authorisationDetails: null,
    },
  ])
  expect(items).toMatchObject([{ status: 'Ok' }, { status: 'NotYetDownloaded', assets: [{ status: 'InProgress' }] }])
  expect(await simulator.finishOrder(id)).toMatchObject({ status: { stage: 'Complete', issues: [] } })
  expect([there.asked.length, gone.asked.length]).toEqual([1, 3])
})

it('F62: given a file that never comes, then it is tried ten times, and the order is stuck in its stage', async () => {
  const { asked, url } = await artHost(missing)
  const { simulator, id } = await ordered([{ url }])
  const { status, items } = await simulator.finishOrder(id)
  expect(asked).toHaveLength(10)
  expect(status).toMatchObject({ stage: 'InProgress', details: { downloadAssets: 'Error' } })
  expect(status.issues).toMatchObject([
    {
      errorCode: 'order.items.assets.FailedToDownloaded',
      description: `File not downloaded for item '${items[0]?.id}' asset 'default' at location '${url}'`,
    },
  ])
  expect(items).toMatchObject([{ status: 'Invalid', assets: [{ status: 'Error' }] }])
})

it('when the artwork of a stuck order is put back, then it is fetched again and printed', async () => {
  const { url } = await artHost(...Array.from({ length: 10 }, () => missing), good)
  const { simulator, id } = await ordered([{ url }])
  await simulator.finishOrder(id)
  expect(simulator.resolveIssues(id)).toMatchObject({ shipments: [], items: [{ status: 'NotYetDownloaded' }] })
  const { status, charges, shipments } = await simulator.finishOrder(id)
  expect([status.stage, charges.length, shipments.length]).toEqual(['Complete', 1, 1])
})

it.each([
  ['another file than the hash says', { md5Hash: 'd'.repeat(32) }, {}, 'wrong_md5'],
  ['a file that is too large', {}, { maxBytes: picture.byteLength - 1 }, 'too_large'],
])('F63: given %s, then the attempt fails, and why is told', async (_, asset, limits, problem) => {
  const { url } = await artHost(good)
  const { simulator, id, problems } = await ordered([{ url, ...asset }], limits)
  simulator.runOrder(id)
  await simulator.waitForDownloads()
  expect(problems()).toEqual([problem])
  expect(simulator.advanceOrder(id).status.issues).toMatchObject([{ errorCode: 'order.items.assets.NotDownloaded' }])
})

it.each([
  ['a host that never answers', never, { timeoutMs: 20 }, 'timed_out'],
  ['a host that breaks off', breaksOff, {}, 'unreachable'],
  ['a host that refuses', refuses, {}, 'status_403'],
  ['a host that leads away from the web', leadsAway, {}, 'unreachable'],
] as const)('given %s, then the attempt fails, and why is told', async (_, answer, limits, problem) => {
  const { url } = await artHost(answer)
  const { simulator, id, problems } = await ordered([{ url }], limits)
  simulator.runOrder(id)
  await simulator.waitForDownloads()
  expect(problems()).toEqual([problem])
})

it('given an address that was changed to none of the web, then it is not followed', async () => {
  const { simulator, id, problems } = await ordered([{ url: 'https://cdn.example/a.jpg' }], {
    fetch: () => Promise.reject(new Error('It was followed.')),
  })
  simulator.editOrder(id, (order) => ({
    ...order,
    items: order.items.map((item) => ({
      ...item,
      assets: item.assets.map((asset) => ({ ...asset, url: 'data:image/png;base64,AAAA' })),
    })),
  }))
  simulator.runOrder(id)
  await simulator.waitForDownloads()
  expect(problems()).toEqual(['not_http'])
})

it('given artwork is being fetched, when the order is cancelled or the simulator closes, then nothing waits for it', async () => {
  const { url } = await artHost(never)
  const { simulator, call, id } = await ordered([{ url }])
  simulator.runOrder(id)
  expect((await call('POST', `/orders/${id}/actions/cancel`)).json.outcome).toBe('Cancelled')
  await simulator.close()
  expect((await simulator.finishOrder(id)).status.stage).toBe('Cancelled')
})

it('given another process asks for everything, when it advances orders, then it gets them with their downloads', async () => {
  const { url } = await artHost(missing, good)
  const { simulator } = await ordered([{ url }])
  const advanced = await fetch(`${simulator.url}/__advance`, { method: 'POST', body: '{"steps":"all"}' })
  expect(await advanced.json()).toMatchObject({ orders: [{ status: { stage: 'Complete' } }] })
  expect(await (await fetch(`${simulator.url}/__downloads`)).json()).toMatchObject({
    downloads: [{ problem: 'status_404' }, { problem: null }],
  })
})

it('given downloads are simulated, then nobody is asked', async () => {
  const { asked, url } = await artHost(good)
  const { simulator, call } = await startSimulatorFixture()
  const items = [itemFixture({ assets: [{ printArea: 'default', url, md5Hash: 'D'.repeat(32) }] })]
  const { json } = await call('POST', '/orders', orderRequestFixture({ items }))
  await simulator.finishOrder(json.order.id)
  expect(simulator.order(json.order.id).items[0]?.assets[0]?.md5Hash).toBe('D'.repeat(32))
  expect([asked, simulator.downloads()]).toEqual([[], []])
})
