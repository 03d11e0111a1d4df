import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createExampleShop, freePort, runToEnd } from './example-shop.ts'

test('given half of the keys, the start fails by the name of the other half', async () => {
  // When
  const { exitCode, output } = await runToEnd({ STRIPE_SECRET_KEY: 'sk_test_planted', AUTH_SECRET: 'planted, in vain' })

  // Then
  expect(exitCode).toBe(1)
  expect(output).toContain('STRIPE_WEBHOOK_SECRET is missing')
  expect(output).toContain('PRODIGI_API_KEY is missing')
  expect(output).not.toMatch(/^\s+at |planted/m)
})

test('given a database that can not be reached, the start fails without its password (INV-22)', async () => {
  // When
  const { exitCode, output } = await runToEnd({ DATABASE_URL: 'postgres://shop:planted@127.0.0.1:1/shop' })

  // Then
  expect(exitCode).toBe(1)
  expect(output).toContain('DATABASE_URL can not be used: ECONNREFUSED.')
  expect(output).not.toContain('planted')
})

test('given a port that is taken, the start fails and names it', async () => {
  // Given
  const other = createServer()
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

  // When
  const { exitCode, output } = await runToEnd({ PORT: String(port) })

  // Then
  expect(exitCode).toBe(1)
  expect(output).toContain(`PORT ${port} on HOST 127.0.0.1 can not be used: EADDRINUSE.`)
  other.close()
})

test('given a folder that another shop has open, the start fails, and the other keeps its orders', async () => {
  // Given
  const folder = join(mkdtempSync(join(tmpdir(), 'quoin-folder-')), 'data')
  const shop = createExampleShop(await freePort(), { QUOIN_DATA_DIR: folder })
  await shop.start()

  // When
  const { exitCode, output } = await runToEnd({ PORT: String(await freePort()), QUOIN_DATA_DIR: folder })

  // Then
  expect(exitCode).toBe(1)
  expect(output).toMatch(/^QUOIN_DATA_DIR is in use by process \d+/)
  const items = [{ productId: 'canvas-10x10', quantity: 1 }]
  const headers = { 'content-type': 'application/json' }
  const bought = await fetch(`${shop.url}/api/checkout`, { method: 'POST', headers, body: JSON.stringify({ items }) })
  expect(bought.status).toBe(201)
  await shop.kill()
  await shop.start()
  expect(await shop.stop()).toBe(0)
})

test('given a folder whose process was killed and not yet noticed by its parent, the shop takes it over (F11)', async () => {
  // Given a parent that never asks what became of its child
  const folder = join(mkdtempSync(join(tmpdir(), 'quoin-folder-')), 'data')
  mkdirSync(folder)
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
  const pid = Number(await once(parent.stdout, 'data'))
  process.kill(pid, 'SIGKILL')
  writeFileSync(join(folder, 'lock'), String(pid))

  // When
  const shop = createExampleShop(await freePort(), { QUOIN_DATA_DIR: folder })
  await shop.start()

  // Then
  expect(readFileSync(join(folder, 'lock'), 'utf8')).not.toBe(String(pid))
  expect(await shop.stop()).toBe(0)
  parent.kill()
})

test.runIf(process.platform === 'linux')(
  'given a folder whose process is gone and another has its number, the shop takes it over (F11)',
  async () => {
    // Given
    const folder = join(mkdtempSync(join(tmpdir(), 'quoin-folder-')), 'data')
    mkdirSync(folder)
    writeFileSync(join(folder, 'lock'), `${process.pid} 1`)

    // When
    const shop = createExampleShop(await freePort(), { QUOIN_DATA_DIR: folder })
    await shop.start()

    // Then
    expect(await shop.stop()).toBe(0)
  },
)
