import { describe, expect, it } from 'vitest'
import { HttpProblem } from './problem.ts'
import { readBody } from './request-body.ts'

describe('reading a body', () => {
  const kilobyte = new Uint8Array(1024)
  /** What a server hands out that reads from the socket, as `@hono/node-server` does: it only looks like a request. */
  function ofServer(real: Request): Request {
    return Object.create(Request.prototype, {
      headers: { get: () => real.headers },
      bodyUsed: { get: () => real.bodyUsed },
      body: { get: () => real.body, configurable: true },
      arrayBuffer: { value: () => real.arrayBuffer() },
    })
  }
  /** A body that counts what is taken from it. */
  function counted(chunks: number, headers: HeadersInit = {}, Kind = Request) {
    const count = { taken: 0, cancelled: false }
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (count.taken === chunks) controller.close()
          else controller.enqueue(kilobyte)
          count.taken += 1
        },
        cancel() {
          count.cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
    return { request: new Kind('https://shop.example', init), count }
  }
  const codeOf = (reading: Promise<unknown>) =>
    reading.then(
      () => 'read',
      (error: unknown) => (error instanceof HttpProblem ? error.code : error),
    )

  it('given chunks within the limit, then all of them in order', async () => {
    const { request } = counted(4)
    expect((await readBody(request, 4096)).byteLength).toBe(4096)
  })

  it('given a declared length above the limit, then nothing is read (F96)', async () => {
    const { request, count } = counted(1, { 'content-length': '4097' })
    expect(await codeOf(readBody(request, 4096))).toBe('payload_too_large')
    expect(count.taken).toBe(0)
  })

  it.each<[string, HeadersInit]>([
    ['no length', {}],
    ['a length that lies', { 'content-length': '10' }],
    ['a length that is none', { 'content-length': 'many' }],
  ])(
    'given %s and no end, then reading stops at the limit and the rest is called off (F96)',
    async (_name, headers) => {
      const { request, count } = counted(Number.POSITIVE_INFINITY, headers)
      expect(await codeOf(readBody(request, 4096))).toBe('payload_too_large')
      expect(count).toEqual({ taken: 5, cancelled: true })
    },
  )

  it.each<[string, HeadersInit]>([
    ['no length', {}],
    ['a length of what was packed', { 'content-length': '10', 'content-encoding': 'gzip' }],
    ['a length of the first part', { 'content-length': '10', 'transfer-encoding': 'chunked' }],
    ['a length that is none', { 'content-length': 'many' }],
  ])(
    'given %s and no end, from a server that knows lengths, then reading stops at the limit all the same (F96)',
    async (_name, headers) => {
      const { request, count } = counted(Number.POSITIVE_INFINITY, headers)
      expect(await codeOf(readBody(ofServer(request), 4096))).toBe('payload_too_large')
      expect(count).toEqual({ taken: 5, cancelled: true })
    },
  )

  it('given a length from a server that knows it, then the whole body is asked for at once, and what came is measured (F96)', async () => {
    const request = ofServer(counted(4, { 'content-length': '4096' }).request)
    Object.defineProperty(request, 'body', {
      get() {
        throw new Error('A stream was asked for.')
      },
    })
    expect((await readBody(request, 4096)).byteLength).toBe(4096)
    const { request: longer } = counted(5, { 'content-length': '10' })
    expect(await codeOf(readBody(ofServer(longer), 4096))).toBe('payload_too_large')
    const { request: longest, count } = counted(5, { 'content-length': '4097' })
    expect(await codeOf(readBody(ofServer(longest), 4096))).toBe('payload_too_large')
    expect(count.taken).toBe(0)
  })

  it('given a request of a class above the usual one, or a clone, then its length is not believed (F96)', async () => {
    class Above extends Request {}
    const lies = { 'content-length': '10' }
    const { request, count } = counted(Number.POSITIVE_INFINITY, lies, Above)
    expect(await codeOf(readBody(request, 4096))).toBe('payload_too_large')
    expect(count).toEqual({ taken: 5, cancelled: true })
    const cloned = counted(Number.POSITIVE_INFINITY, lies, Above).request.clone()
    expect(await codeOf(readBody(cloned, 4096))).toBe('payload_too_large')
  })

  it('given no body, then no bytes', async () => {
    expect(await readBody(new Request('https://shop.example'), 10)).toEqual(new Uint8Array())
  })

  it('given a body that somebody read before, or reads now, then it says so instead of finding it empty (F15)', async () => {
    const { request } = counted(1)
    await request.arrayBuffer()
    expect(await codeOf(readBody(request, 4096))).toBe('body_already_parsed')
    const other = counted(1).request
    other.body?.getReader()
    expect(await codeOf(readBody(other, 4096))).toBe('body_already_parsed')
    const declared = counted(1, { 'content-length': '1024' }).request
    declared.body?.getReader()
    expect(await codeOf(readBody(ofServer(declared), 4096))).toBe('body_already_parsed')
  })

  it('given a sender that hangs up, then the body is incomplete', async () => {
    const gone = [new Error('ECONNRESET'), new TypeError('terminated')]
    const requestsOf = (error: Error) =>
      [(request: Request) => request, ofServer].map((as) => {
        const body = new ReadableStream({ pull: (controller) => controller.error(error) })
        const headers = { 'content-length': '10' }
        const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
        return as(new Request('https://shop.example', init))
      })
    for (const request of gone.flatMap(requestsOf)) {
      expect(await codeOf(readBody(request, 10))).toBe('incomplete_body')
    }
  })
})
