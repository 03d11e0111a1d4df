import { createManualClock } from '@quoin/testing'
import { describe, expect, test } from 'vitest'
import { createAnswerCache } from './answer-cache.ts'

function start(maxEntries = 10) {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const cache = createAnswerCache<{ readonly number: number }>({ ttlMs: 1_000, maxEntries, clock })
  let asked = 0
  const ask = async () => {
    asked += 1
    return { number: asked }
  }
  return { clock, get: (key: string, signal?: AbortSignal) => cache.get(key, ask, signal), cache, asked: () => asked }
}

describe('an answer that is kept', () => {
  test('is used again until its time is over', async () => {
    const { clock, get } = start()
    expect(await get('a')).toEqual({ number: 1 })
    clock.advance(999)
    expect(await get('a')).toEqual({ number: 1 })
    clock.advance(1)
    expect(await get('a')).toEqual({ number: 2 })
  })

  test('is of its own key', async () => {
    const { get } = start()
    expect([await get('a'), await get('b'), await get('a')]).toEqual([{ number: 1 }, { number: 2 }, { number: 1 }])
  })

  test('is shared by those who ask at the same time', async () => {
    const { get, asked } = start()
    const [first, second] = await Promise.all([get('a'), get('a')])
    expect(first).toBe(second)
    expect(asked()).toBe(1)
  })

  test('can not be changed by one of those who share it', async () => {
    const { get } = start()
    const answer = await get('a')
    expect(() => Object.assign(answer, { number: 7 })).toThrow(TypeError)
  })

  test('makes room when nobody has asked for it the longest', async () => {
    const { get, asked } = start(2)
    for (const key of ['a', 'b', 'a', 'c', 'a']) await get(key)
    expect(asked()).toBe(3)
    await get('b')
    expect(asked()).toBe(4)
  })

  test('is not used after the clock was set back before it (F79)', async () => {
    const { clock, get, asked } = start()
    await get('a')
    clock.set('2026-11-22T09:00:00Z')
    await get('a')
    expect(asked()).toBe(2)
  })
})

describe('a failure', () => {
  test('is told to all who asked, and not kept', async () => {
    const { cache, get } = start()
    const fail = () => Promise.reject(new Error('no answer'))
    const both = await Promise.allSettled([cache.get('a', fail), cache.get('a', fail)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await get('a')).toEqual({ number: 1 })
  })
})

describe('a caller who gives up', () => {
  test('leaves at once, and the others get their answer', async () => {
    const { cache } = start()
    let resolve = (_: { number: number }) => {}
    const promise = new Promise<{ number: number }>((settle) => {
      resolve = settle
    })
    const caller = new AbortController()
    const left = cache.get('a', () => promise, caller.signal)
    const stays = cache.get('a', () => promise)
    caller.abort()
    await expect(left).rejects.toMatchObject({ reason: 'aborted', retry: 'retryable' })
    resolve({ number: 7 })
    expect(await stays).toEqual({ number: 7 })
  })

  test('before asking gets nothing', async () => {
    const { get } = start()
    await expect(get('a', AbortSignal.abort())).rejects.toMatchObject({ reason: 'aborted' })
  })
})
