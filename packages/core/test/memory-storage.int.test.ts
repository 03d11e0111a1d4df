import { createMemoryStorage } from '@quoin/core'
import { createManualClock } from '@quoin/testing'
import { storageContract } from '@quoin/testing/contracts'

storageContract({
  name: 'memory',
  create: async () => {
    const clock = createManualClock('2026-03-01T09:00:00Z')
    return { storage: createMemoryStorage({ clock }), clock, close: async () => {} }
  },
})
