import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createMemoryStorage } from '@quoin/core'
import { createManualClock, freePort, openTestShop, type TestShop } from '@quoin/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { codeOfDocument, root } from './code-blocks.ts'

const secret = `whsec_${btoa('what the shop and the guide share')}`
let receiver: ChildProcess
let shop: TestShop
let url: string
let printed = ''

beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  const place = join(root, 'artifacts/outgoing-webhooks-guide')
  await mkdir(place, { recursive: true })
  const block = codeOfDocument('docs/outgoing-webhooks.md').find(({ code }) => code.includes('createServer'))
  await writeFile(join(place, 'receiver.ts'), (block?.code ?? '').replace('.listen(4100)', `.listen(${port})`))
  receiver = spawn(process.execPath, ['--conditions=@quoin/source', join(place, 'receiver.ts')], {
    env: { ...process.env, SHOP_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  receiver.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  await vi.waitUntil(isUp, { timeout: 20_000 })
  // The receiver's clock is the machine's.
  const clock = createManualClock(new Date().toISOString())
  const webhooks = [{ url, secret, events: ['order.paid', 'order.submitted'] as const }]
  shop = await openTestShop({ storage: createMemoryStorage({ clock }), clock, overrides: { webhooks } })
})

afterAll(async () => {
  await shop.close()
  receiver.kill()
  await once(receiver, 'exit')
})

test('the receiver of the guide takes what a shop sends, and nothing else', async () => {
  const { orderId } = await shop.buy()
  await shop.settle()
  const { number } = await shop.order(orderId)

  const lines = [`order.paid: order ${number} is paid`, `order.submitted: order ${number} is submitted`]
  await expect.poll(() => printed.trim().split('\n').sort()).toEqual(lines)
  expect(await shop.storage.jobStats()).toMatchObject({ dead: 0 })
  const jobs = await shop.storage.listJobs(orderId)
  expect(jobs.filter(({ kind }) => kind === 'deliver_webhook')).toEqual([])
})

async function isUp(): Promise<boolean> {
  // An unsigned message is refused, and so shows that somebody listens.
  const response = await fetch(url, { method: 'POST', body: '{}' }).catch(() => null)
  return response?.status === 400
}
