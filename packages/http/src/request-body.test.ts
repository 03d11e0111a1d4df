import { describe, expect, it } from 'vitest'
import { HttpProblem } from './problem.ts'
import { readBody } from './request-body.ts'

describe('reading a body', () => {
  const kilobyte = new Uint8Array(1024)
  /** A body that counts what is taken from it. */
  function counted(chunks: number, headers: HeadersInit = {}) {
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
    return { request: new Request('https://shop.example', init), count }
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
  })

  it('given a sender that hangs up, then the body is incomplete', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('ECONNRESET')) })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    expect(await codeOf(readBody(new Request('https://shop.example', init), 10))).toBe('incomplete_body')
  })
})
