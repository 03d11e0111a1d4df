import { expect, it } from 'vitest'
import { within } from './within.ts'

const never = new Promise<never>(() => {})

it('given a promise that ends in time, then it is as without a limit', async () => {
  const { signal } = new AbortController()
  expect(await within(signal, Promise.resolve(1))).toBe(1)
  await expect(within(signal, Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

it('given a signal that is or gets aborted, then nobody waits any longer', async () => {
  await expect(within(AbortSignal.abort(new Error('over')), never)).rejects.toThrow('over')
  const limit = new AbortController()
  const waiting = within(limit.signal, never)
  limit.abort(new Error('now over'))
  await expect(waiting).rejects.toThrow('now over')
})
