import { expect, it } from 'vitest'
import { shareQuoin } from './share-quoin.ts'
import { shopFixture } from './shop-fixture.test.data.ts'

it('given two bundles of one module, or the same after an edit, then all have the Quoin that was made first', async () => {
  let made = 0
  const create = () => {
    made += 1
    return shopFixture().quoin
  }
  const first = shareQuoin(create, 'bundles')
  const second = shareQuoin(create, 'bundles')
  expect(made).toBe(0)
  const [a, b, c] = await Promise.all([first(), second(), first()])
  expect([b === a, c === a, made]).toEqual([true, true, 1])
  expect((await shareQuoin(create, 'another')()) === a).toBe(false)
})

it('given that it could not be made, then the error goes to whoever asked, and the next one tries again', async () => {
  const { quoin } = shopFixture()
  let reachable = false
  const get = shareQuoin(() => {
    if (!reachable) throw new Error('The database is not there yet.')
    return quoin
  }, 'late')
  await expect(get()).rejects.toThrow('not there yet')
  reachable = true
  expect(await get()).toBe(quoin)
})
