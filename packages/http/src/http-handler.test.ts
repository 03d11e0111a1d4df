import { httpContract } from '@quoin/testing/contracts'
import { createHttpHandler } from './http-handler.ts'

httpContract({
  name: 'the bare handler',
  start: async (options) => {
    const handler = createHttpHandler(options)
    return { fetch: (path, init) => handler(new Request(`https://shop.example${path}`, init)), stop: async () => {} }
  },
})
