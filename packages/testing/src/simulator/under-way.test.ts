import { expect, it } from 'vitest'
import { createUnderWay } from './under-way.ts'

it('given work that never pauses, then what has begun can be waited for', async () => {
  const underWay = createUnderWay()
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let told = ''
  underWay.add(first.promise)
  const begun = underWay.begun().then(() => (told += 'begun '))
  const idle = underWay.idle().then(() => (told += 'idle'))
  underWay.add(second.promise)
  first.resolve()
  await begun
  expect(told).toBe('begun ')
  second.resolve()
  await idle
  expect(told).toBe('begun idle')
})
