import { createManualTimer } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { eventStream, type StreamedEvent } from './event-stream.ts'

const event = (id: string): StreamedEvent => ({ id, event: 'order', data: { text: 'two\nlines' } })

/** A stream whose source the test fills. */
function listen({
  lastId = null,
  news = [],
}: {
  readonly lastId?: string | null
  readonly news?: StreamedEvent[]
} = {}) {
  const timer = createManualTimer()
  const caller = new AbortController()
  const asked: (string | null)[] = []
  let hint = (): void => {}
  let isOver = false
  let isListening = false
  const response = eventStream({
    signal: caller.signal,
    timer,
    lastId,
    async read(known) {
      asked.push(known)
      return isOver ? null : news.splice(0)
    },
    onHint(look) {
      hint = look
      isListening = true
      return () => {
        isListening = false
      }
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => {
    const { done, value } = (await reader?.read()) ?? { done: true }
    return done ? null : value
  }
  return {
    ...{ response, timer, caller, news, asked, next, reader },
    hint: () => hint(),
    finish: () => {
      isOver = true
    },
    isListening: () => isListening,
  }
}

async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate)
}

describe('a stream of events', () => {
  it('begins with what is new, each event with its id and its data on one line', async () => {
    const { response, next, asked } = listen({ lastId: '6', news: [event('7')] })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await next()).toBe('retry: 3000\n\n')
    expect(await next()).toBe('id: 7\nevent: order\ndata: {"text":"two\\nlines"}\n\n')
    expect(asked[0]).toBe('6')
  })

  it('looks again at once when there is a hint, also one that comes while it looks', async () => {
    const { news, next, hint, asked } = listen()
    await next()
    await quiet()
    news.push(event('1'))
    hint()
    expect(await next()).toContain('id: 1')
    await quiet()
    expect(asked).toEqual([null, null, '1'].slice(0, asked.length))
  })

  it('looks every two seconds without one, and gives a sign of life now and then', async () => {
    const { news, next, timer, asked } = listen()
    await next()
    await quiet()
    news.push(event('1'))
    timer.elapse(2_000)
    expect(await next()).toContain('id: 1')
    for (let looks = 0; looks < 7; looks += 1) {
      await quiet()
      timer.elapse(2_000)
    }
    expect(await next()).toBe(': still here\n\n')
    expect(asked.length).toBeGreaterThan(6)
  })

  it('ends when there is nothing to hear any more', async () => {
    const { next, finish, hint, isListening } = listen()
    await next()
    await quiet()
    finish()
    hint()
    expect(await next()).toBeNull()
    expect(isListening()).toBe(false)
  })

  it.each<[string, (stream: ReturnType<typeof listen>) => unknown]>([
    ['the caller goes away', ({ caller }) => caller.abort()],
    ['its reader stops', ({ reader }) => reader?.cancel()],
    ['it has lasted ten minutes', ({ timer }) => timer.elapse(600_000)],
  ])('asks nobody any more when %s', async (_, leave) => {
    const stream = listen()
    await stream.next()
    await quiet()
    await leave(stream)
    await quiet()
    const looks = stream.asked.length
    stream.hint()
    stream.timer.elapse(10_000)
    await quiet()
    expect([stream.asked.length, stream.isListening()]).toEqual([looks, false])
  })
})
