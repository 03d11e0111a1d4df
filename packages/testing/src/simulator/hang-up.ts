import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** What a node server gives along; nothing when the app is called in process. */
export interface Bindings {
  readonly incoming?: { readonly socket: { destroy(): unknown } }
}

/** Breaks the connection off. In process, where there is none, the call fails as a `fetch` would. */
export function hangUp(bindings: Bindings | undefined): Response {
  const incoming = bindings?.incoming
  if (!incoming) {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    })
  }
  incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}
