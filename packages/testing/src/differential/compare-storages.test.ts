import { createMemoryStorage, type Storage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { compareStorages, printDifference } from './compare-storages.ts'
import type { ComparedStorage } from './run-program.ts'

const memory: ComparedStorage = { name: 'memory', open: async (clock) => createMemoryStorage({ clock }) }
const faulty = (fault: (storage: Storage) => Partial<Storage>): ComparedStorage => ({
  name: 'faulty',
  async open(clock) {
    const storage = createMemoryStorage({ clock })
    return { ...storage, ...fault(storage) }
  },
})

describe('random programs on several storages', () => {
  it('given storages that are the same, then there is no difference', async () => {
    const counts: number[] = []
    const other = { ...memory, name: 'other' }
    const found = await compareStorages({
      storages: [memory, other],
      programs: 20,
      onProgram: (count) => counts.push(count),
    })
    expect([found, counts]).toEqual([null, Array.from({ length: 20 }, (_, index) => index + 1)])
  })

  it.each<[string, number, (storage: Storage) => Partial<Storage>]>([
    [
      'answers otherwise',
      2,
      (storage) => ({
        receiveWebhook: async (...delivery) => {
          await storage.receiveWebhook(...delivery)
          return 'stored'
        },
      }),
    ],
    [
      'takes a lost claim',
      1,
      (storage) => ({
        commit: async ({ settle, ...change }) => (settle ? 'committed' : storage.commit(change)),
      }),
    ],
    [
      'keeps what it was told to delete',
      3,
      (storage) => ({
        deleteNotifications: async (userId) => (await storage.listNotifications({ userId, limit: 100 })).length,
      }),
    ],
    [
      'forgets a part of a change, and says nothing',
      1,
      (storage) => ({ commit: ({ jobs: _, ...change }) => storage.commit(change) }),
    ],
  ])(
    'given one that %s, then the difference is found and its program is no longer than it has to be',
    async (_, longest, fault) => {
      const options = { storages: [memory, faulty(fault)], programs: 100 }
      const found = await compareStorages(options)
      expect(found?.program.length).toBeLessThanOrEqual(longest)
      expect(found && printDifference(found)).toContain('faulty:')
      expect(await compareStorages(options)).toEqual(found)
    },
  )
})
