import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { runToEnd } from './example-shop.ts'

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
