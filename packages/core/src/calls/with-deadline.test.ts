import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withDeadline } from './with-deadline.ts'

/** As `fetch` does: until its signal ends it. */
const until = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })

describe('what has a deadline', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('given it ends in time, then its result counts, and nothing is left that waits', async () => {
    const outer = new AbortController().signal
    expect(await withDeadline(1_000, outer, async () => 'done')).toBe('done')
    await expect(withDeadline(1_000, outer, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect([vi.getTimerCount(), getEventListeners(outer, 'abort').length]).toEqual([0, 0])
  })

  it('given it takes too long, then it is called off at the deadline', async () => {
    const late = withDeadline(1_000, undefined, until).catch((error: unknown) => error)
    vi.advanceTimersByTime(999)
    expect(await Promise.race([late, Promise.resolve('still waiting')])).toBe('still waiting')
    vi.advanceTimersByTime(1)
    expect(await late).toMatchObject({ name: 'TimeoutError' })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 2 ** 31])(
    'given %s is no time that can be waited, then it is refused',
    async (timeoutMs) => {
      await expect(withDeadline(timeoutMs, undefined, until)).rejects.toMatchObject({ code: 'invalid_options' })
    },
  )

  it('given whoever asked calls it off, before or meanwhile, then for their reason', async () => {
    const outer = new AbortController()
    const meanwhile = withDeadline(1_000, outer.signal, until)
    outer.abort('The worker stops.')
    await expect(meanwhile).rejects.toBe('The worker stops.')
    await expect(withDeadline(1_000, outer.signal, until)).rejects.toBe('The worker stops.')
    expect([vi.getTimerCount(), getEventListeners(outer.signal, 'abort').length]).toEqual([0, 0])
  })
})
