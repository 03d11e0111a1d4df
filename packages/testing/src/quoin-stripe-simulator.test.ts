import { expect, it } from 'vitest'
import { ledgerFileFixture, runFixture, takenPort } from './simulator/run-command-fixture.test.data.ts'
import { stripeControlList } from './stripe-simulator/stripe-control-list.ts'
import { clientOf, params } from './stripe-simulator/stripe-simulator.test.data.ts'

const run = (...args: string[]) => runFixture('quoin-stripe-simulator', ...args)

it.each(['SIGTERM', 'SIGINT'] as const)(
  'given it runs, when a session is made and paid, then the ledger has it; %s stops it cleanly',
  async (signal) => {
    const { child, printed, ended } = run('--port', '0', '--secret-key', 'sk_test_shop', '--seed', '7')
    await expect.poll(() => printed.out, { timeout: 10_000 }).toContain('Ctrl+C')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.out) ?? []
    for (const [, path] of stripeControlList) expect(printed.out).toContain(`${url}${path}`)

    const { id } = await clientOf(url, 'sk_test_shop').checkout.sessions.create(params)
    await fetch(`${url}/__pay/${id}`, { method: 'POST', body: JSON.stringify({ shippingIndex: 1 }) })
    const ledger = await (await fetch(`${url}/__ledger`)).json()
    expect(ledger).toMatchObject({ charges: [{ sessionId: id, amount: 6850 }], totals: { usd: { kept: 6850 } } })

    child.kill(signal)
    expect(await ended).toBe(0)
    expect(printed.error).toBe('')
  },
)

it('given a ledger file, then money that moved stands in it, and stays when the process is killed', async () => {
  const file = ledgerFileFixture()
  const { child, printed, ended } = run('--port', '0', '--secret-key', 'sk_test_shop', '--ledger-file', file.path)
  await expect.poll(() => printed.out, { timeout: 10_000 }).toContain('Ctrl+C')
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.out) ?? []
  const { id } = await clientOf(url, 'sk_test_shop').checkout.sessions.create(params)
  const paid = await fetch(`${url}/__pay/${id}`, { method: 'POST', body: JSON.stringify({ shippingIndex: 1 }) })
  const { payment_intent: intent } = await paid.json()
  await fetch(`${url}/__refund/${intent}`, { method: 'POST', body: JSON.stringify({ amount: 100 }) })
  child.kill('SIGKILL')
  await ended
  expect(file.read()).toMatchObject([
    { kind: 'charges', sessionId: id, amount: 6850 },
    { kind: 'refunds', paymentIntentId: intent, amount: 100 },
  ])
})

it('when help is asked for, then it is printed and all is well', async () => {
  const { printed, ended } = run('--help')
  expect(await ended).toBe(0)
  expect(printed.out).toContain('Usage: quoin-stripe-simulator [options]')
})

it('given an option that is wrong, then the error names it', async () => {
  const { printed, ended } = run('--tax', 'lots')
  expect(await ended).toBe(2)
  expect(printed).toEqual({ out: '', error: expect.stringMatching(/^--tax: .*\nTry --help\.\n$/) })
})

it('given a port that is taken, then the error says so', async () => {
  const port = await takenPort()
  const { printed, ended } = run('--port', port)
  expect(await ended).toBe(2)
  expect(printed.error).toContain(`--port ${port}: EADDRINUSE`)
})
