import { expect, it } from 'vitest'
import { createNextCron } from './next-cron.ts'
import { createNextHandlers } from './next-handlers.ts'
import { shopFixture } from './shop-fixture.test.data.ts'

const secret = 'a-secret-of-the-scheduler'
const call = (authorization = `Bearer ${secret}`) =>
  new Request('https://shop.example/api/cron', { headers: { authorization } })

it('given work that is due, then each call works off what there is and counts it', async () => {
  const { quoin, event, signed } = shopFixture()
  const source = () => quoin
  const { POST } = createNextHandlers({ quoin: source, authenticate: () => null, workAfterResponse: false })
  await POST(new Request('https://shop.example/api/webhooks/stripe', signed(event)))
  const { GET } = createNextCron({ quoin: source, secret })
  const answers = [await GET(call()), await GET(call())]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()))
  expect([first.ran, first.due, second.ran]).toEqual([1, 0, 0])
})

it('given no request yet, then nothing is made; given a secret that is too short, then the request is rejected by name', async () => {
  let made = 0
  const quoin = () => {
    made += 1
    return shopFixture().quoin
  }
  const { GET } = createNextCron({ quoin, secret: '' })
  expect(made).toBe(0)
  await expect(GET(call())).rejects.toMatchObject({ code: 'invalid_options' })
})
