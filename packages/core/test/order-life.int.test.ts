import { createMemoryStorage } from '@quoin/core'
import { orderLifeContract } from '@quoin/testing/contracts'

orderLifeContract({
  name: 'memory',
  create: async (clock) => ({ storage: createMemoryStorage({ clock }), close: async () => {} }),
})
