import { compareStorages, printDifference } from '@quoin/testing/differential'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OpenedStorage, openMemory, openPGlite, openPostgres } from '../differential/compared-storages.ts'

let storages: readonly OpenedStorage[]
beforeAll(async () => {
  storages = [openMemory(), ...(await Promise.all([openPGlite(), openPostgres(inject('postgresUrl'))]))]
})
afterAll(async () => {
  await Promise.all(storages.map((storage) => storage.close()))
})

it('given 240 random programs, then memory, PGlite and Postgres agree after every operation', {
  timeout: 240_000,
}, async () => {
  const difference = await compareStorages({ storages, programs: 240 })
  expect(difference ? printDifference(difference) : 'no difference').toBe('no difference')
})
