import { QuoinError } from '@quoin/core'
import { expect, it } from 'vitest'
import { fuzzDoors } from '../fuzz/fuzz-doors.ts'
import { type OpenFuzzedStorage, openFuzzedStorage } from '../fuzz/fuzzed-storage.ts'

it.each([
  ['memory', 400],
  ['pglite', 150],
] as const)(
  'F13 F14 F18 F53 F96 INV-6 INV-9 given webhooks that somebody made up, then each door refuses or stores, and nothing else (%s)',
  async (name, cases) => {
    const counts = await fuzzDoors({ cases, seed: 1, open: openFuzzedStorage[name] })
    expect(Object.keys(counts)).toEqual(['stripe', 'prodigi', 'easypost', 'none'])
    for (const [door, count] of Object.entries(counts)) {
      const answered = Object.entries(count).filter(([key]) => /^\d+$/.test(key))
      expect(
        answered.reduce((sum, [, times]) => sum + times, 0),
        door,
      ).toBe(cases)
      for (const status of door === 'none' ? ['400', '404'] : ['200', '400']) {
        expect(count[status], `${door} ${status}`).toBeGreaterThan(cases / 20)
      }
    }
  },
)

it('given a store that cannot bear long names, then the webhook that shows it is found', async () => {
  const open: OpenFuzzedStorage = async (clock) => {
    const fuzzed = await openFuzzedStorage.memory(clock)
    const storage: typeof fuzzed.storage = {
      ...fuzzed.storage,
      async receiveWebhook(record, ...rest) {
        if (record.type.length > 40) throw new QuoinError('storage_failed', 'Too long.', { retry: 'permanent' })
        return fuzzed.storage.receiveWebhook(record, ...rest)
      },
    }
    return { ...fuzzed, storage }
  }
  await expect(fuzzDoors({ cases: 2_000, seed: 1, open })).rejects.toThrow(/"type\\": *\\"/)
})
