import { expect, it } from 'vitest'
import { orderRequestFixture } from './prodigi-simulator/order-request-fixture.test.data.ts'
import { ledgerFileFixture, runFixture, takenPort } from './simulator/run-command-fixture.test.data.ts'

const run = (...args: string[]) => runFixture('quoin-prodigi-simulator', ...args)

it.each(['SIGTERM', 'SIGINT'] as const)(
  'given it runs, when an order is sent, moved and looked up, then it is all there; %s stops it cleanly',
  async (signal) => {
    const { child, printed, ended } = run('--port', '0', '--api-key', 'k', '--stage-ms', '0', '--seed', '7')
    await expect.poll(() => printed.out, { timeout: 10_000 }).toContain('Ctrl+C')
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.out) ?? []
    expect(printed.out).toContain(`curl ${url}/__ledger`)

    const headers = { 'x-api-key': 'k', 'content-type': 'application/json' }
    const placed = await fetch(`${url}/v4.0/orders`, {
      method: 'POST',
      headers,
      body: JSON.stringify(orderRequestFixture()),
    })
    const { order } = await placed.json()
    await fetch(`${url}/__advance`, { method: 'POST', body: JSON.stringify({ orderId: order.id, steps: 'all' }) })
    const read = await fetch(`${url}/v4.0/orders/${order.id}`, { headers })
    expect(await read.json()).toMatchObject({ order: { status: { stage: 'Complete' } } })

    child.kill(signal)
    expect(await ended).toBe(0)
    expect(printed.error).toBe('')
  },
)

it('given a ledger file, then each order stands in it once it is answered, and stays when the process is killed', async () => {
  const file = ledgerFileFixture()
  const { child, printed, ended } = run('--port', '0', '--ledger-file', file.path)
  await expect.poll(() => printed.out, { timeout: 10_000 }).toContain('Ctrl+C')
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.out) ?? []
  const placed = await fetch(`${url}/v4.0/orders`, {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify(orderRequestFixture()),
  })
  const { order } = await placed.json()
  child.kill('SIGKILL')
  await ended
  expect(file.read()).toMatchObject([{ id: order.id, merchantReference: order.merchantReference }])
})

it('when help is asked for, then it is printed and all is well', async () => {
  const { printed, ended } = run('--help')
  expect(await ended).toBe(0)
  expect(printed.out).toContain('Usage: quoin-prodigi-simulator [options]')
})

it('given an option that is wrong, then the error names it', async () => {
  const { printed, ended } = run('--rate-limit', 'lots')
  expect(await ended).toBe(2)
  expect(printed).toEqual({ out: '', error: expect.stringMatching(/^--rate-limit: .*\nTry --help\.\n$/) })
})

it('given a port that is taken, then the error says so', async () => {
  const port = await takenPort()
  const { printed, ended } = run('--port', port)
  expect(await ended).toBe(2)
  expect(printed.error).toContain(`--port ${port}: EADDRINUSE`)
})
