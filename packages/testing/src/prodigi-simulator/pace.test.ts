import { expect, it } from 'vitest'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import type { Pace } from './pace.ts'
import { startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

const minute = 60_000

async function placed(pace: Pace) {
  const mug = itemFixture({ sku: 'GLOBAL-MUG-W', attributes: {} })
  const { simulator, clock, call } = await startSimulatorFixture({ pace })
  const { json } = await call('POST', '/orders', orderRequestFixture({ items: [itemFixture(), mug] }))
  const id: string = json.order.id
  const after = (durationMs: number) => {
    clock.advance(durationMs)
    simulator.catchUp()
    return simulator.order(id)
  }
  return { after, cancel: () => call('POST', `/orders/${id}/actions/cancel`) }
}

it.each([
  ['the sandbox', 'manual', 1],
  ['the sandbox, sixty times as fast', { speed: 60 }, 60],
] as const)(
  'given the pace of %s, then cancelling ends, parcels leave, and all is complete when they do there',
  async (_, pace, speed) => {
    const { after, cancel } = await placed(pace)
    const at = (minutes: number) => Math.floor((minutes * minute) / speed)
    expect(after(at(4) - 1).status.details.inProduction).toBe('NotStarted')
    expect(after(1).status.details.inProduction).toBe('InProgress')
    expect((await cancel()).json.outcome).toBe('ActionNotAvailable')
    expect(after(at(10) - 1).shipments.map(({ status }) => status)).toEqual(['Processing', 'Processing'])
    expect(after(1).shipments.map(({ status }) => status)).toEqual(['Shipped', 'Processing'])
    expect(after(at(1)).shipments.map(({ status }) => status)).toEqual(['Shipped', 'Shipped'])
    expect(after(at(2)).status.stage).toBe('Complete')
  },
)

it('given stages of one length, then cancelling works for the first five of them', async () => {
  const { after, cancel } = await placed({ stageMs: 1000 })
  after(4999)
  expect((await cancel()).json.outcome).toBe('Cancelled')
})

it.each([{ stageMs: -1 }, { stageMs: Number.NaN }, { speed: 0 }])('given a pace of %j, then it is refused', (pace) => {
  expect(() => createProdigiSimulator({ pace })).toThrow(RangeError)
})
