import { describe, expect, inject, test } from 'vitest'
import { benches } from '../bench/benches.ts'
import { openGround } from '../bench/harness/ground.ts'
import { runBench } from '../bench/harness/run-bench.ts'
import { serverAt } from '../bench/harness/server.ts'

// Every contender does its work for real and counts what it did; a wrong count throws. How long it takes is not looked at.

describe.each(benches)('the bench $name', (bench) => {
  test('has all contenders do what is asked, and measures each', async () => {
    await using server = await serverAt(inject('postgresUrl'))
    await using ground = openGround(server, { scale: 'tiny' })
    const outcome = await runBench(bench, ground, 1)
    expect([...outcome.rounds.keys(), ...outcome.leftOut.map(({ name }) => name)].toSorted()).toEqual(
      bench.contenders.map(({ name }) => name).toSorted(),
    )
    for (const [name, rounds] of outcome.rounds) {
      const [figures = {}] = rounds
      for (const figure of bench.figures) expect(figures[figure], `${name}: ${figure}`).toBeGreaterThan(0)
    }
  })

  test('has goals for its own contenders and figures', () => {
    const names = bench.contenders.map(({ name }) => name)
    for (const { figure, of, over } of bench.goals) {
      expect(bench.figures).toContain(figure)
      expect(names).toContain(of)
      if (over !== undefined) expect(names).toContain(over)
    }
  })
})
