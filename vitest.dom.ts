import { GlobalWindow } from 'happy-dom'
import { type Environment, populateGlobal } from 'vitest/runtime'

/**
 * A browser's page, with Node's own `fetch`, `Request` and streams: those of happy-dom are not the ones that a server in the
 * same process speaks.
 */
export default {
  name: 'dom',
  viteEnvironment: 'client',
  setup(global) {
    const window = new GlobalWindow({ url: 'https://shop.example/', console: global.console, width: 1440, height: 900 })
    const { keys, originals } = populateGlobal(global, window, { bindFunctions: true })
    return {
      async teardown() {
        await window.happyDOM.abort()
        for (const key of keys) Reflect.deleteProperty(global, key)
        for (const [key, descriptor] of originals) Object.defineProperty(global, key, descriptor)
      },
    }
  },
} satisfies Environment
