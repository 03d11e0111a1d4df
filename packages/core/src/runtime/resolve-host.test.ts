import { expect, it, vi } from 'vitest'
import { systemResolveHost } from './resolve-host.ts'

it('given Node, then names are looked up as fetch does it', async () => {
  const addresses = await systemResolveHost()?.('localhost')
  expect(addresses?.length).toBeGreaterThan(0)
  for (const address of addresses ?? []) expect(address).toMatch(/^(127\.0\.0\.1|::1)$/)
})

it('given a runtime without the modules of Node, then there is no resolver', () => {
  vi.stubGlobal('process', undefined)
  const resolve = systemResolveHost()
  vi.unstubAllGlobals()
  expect(resolve).toBeNull()
})
