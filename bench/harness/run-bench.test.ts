import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { benches } from '../benches.ts'
import type { Bench, Contender } from './bench.ts'
import { judge } from './judge.ts'
import { toMarkdown, toText } from './report.ts'
import { runBench } from './run-bench.ts'
import { page, replaceMarked } from './write-results.ts'

const ground = {
  server: {
    description: '',
    createDatabase: () => Promise.reject(new Error('No database.')),
    async [Symbol.asyncDispose]() {},
  },
  rows: null,
  pick: ({ tiny }: { readonly tiny: number }) => tiny,
  database: () => Promise.reject(new Error('No database.')),
  async [Symbol.asyncDispose]() {},
}

/** Contenders whose figures are told in advance, and the order of what they do. */
function contest(figures: Readonly<Record<string, readonly number[]>>): { bench: Bench; diary: string[] } {
  const diary: string[] = []
  const contenders = Object.entries(figures).map(
    ([name, given]): Contender => ({
      name,
      settings: `${name} 1.0`,
      leftOut: () => (given.length === 0 ? 'it is not here' : null),
      async open() {
        let round = 0
        return {
          async round() {
            diary.push(name)
            round += 1
            return { 'orders/s': given[round - 1] ?? Number.NaN }
          },
          async close() {
            diary.push(`${name} closed`)
          },
        }
      },
    }),
  )
  const bench: Bench = {
    name: 'contest',
    title: 'Orders are stored.',
    figures: ['orders/s'],
    contenders,
    goals: [
      { figure: 'orders/s', of: 'ours', over: 'theirs', atLeast: 2 },
      { figure: 'orders/s', of: 'ours', atMost: 35 },
      { figure: 'orders/s', of: 'ours', over: 'absent', atLeast: 9 },
    ],
  }
  return { bench, diary }
}

const figures = { ours: [1, 10, 40, 30], theirs: [900, 10, 10, 20], absent: [] }

test('all contenders take turns, and another begins each round', async () => {
  const { bench, diary } = contest(figures)
  await runBench(bench, ground, 3)
  expect(diary).toEqual(
    ['ours theirs', 'theirs ours', 'ours theirs', 'theirs ours', 'ours closed', 'theirs closed'].flatMap((round) =>
      round.endsWith('closed') ? [round] : round.split(' '),
    ),
  )
})

test('what goes wrong is told with the name of whose round it was', async () => {
  const { bench } = contest({ ours: [1], theirs: [1] })
  const contenders = bench.contenders.map((contender) => ({
    ...contender,
    open: async () => ({
      round: async () => {
        if (contender.name === 'theirs') throw new Error('A job was lost.')
        return {}
      },
      close: async () => {},
    }),
  }))
  await expect(runBench({ ...bench, contenders }, ground, 1)).rejects.toThrow(
    'theirs failed in contest: Error: A job was lost.',
  )
})

test('a goal is judged by the median of the ratios of the rounds after the first', async () => {
  const outcome = await runBench(contest(figures).bench, ground, 3)
  expect(judge(outcome).map(({ measured, reached }) => [measured, reached])).toEqual([
    [1.5, false],
    [30, true],
  ])
})

test('the table has medians with the least and the most, goals, settings, and who was left out', async () => {
  const outcome = await runBench(contest(figures).bench, ground, 3)
  expect(toText(outcome)).toBe(`contest: Orders are stored.

          orders/s
  ours    30 (10–40)
  theirs  10 (10–20)

                           measured  goal
  ours / theirs: orders/s  1.5       ≥ 2   not reached
  ours: orders/s           30        ≤ 35  reached

ours: ours 1.0
theirs: theirs 1.0
absent: left out, for it is not here`)
  expect(toMarkdown(outcome)).toContain('| ours / theirs: orders/s | 1.5 | ≥ 2 | not reached |')
})

test('a contender that fails ends the bench, and all are closed', async () => {
  const { bench, diary } = contest(figures)
  const failing: Contender = {
    name: 'failing',
    settings: '',
    open: async () => ({ round: () => Promise.reject(new Error('One order too few.')), close: async () => {} }),
  }
  await expect(runBench({ ...bench, contenders: [...bench.contenders, failing] }, ground, 1)).rejects.toThrow('too few')
  expect(diary).toEqual(['ours', 'theirs', 'ours closed', 'theirs closed'])
})

test('results are put between the marks of their name only', () => {
  const page = 'a\n<!-- measured: x -->\nold\n<!-- /measured -->\nb\n<!-- measured: y -->\nother\n<!-- /measured -->\n'
  expect(replaceMarked(page, 'x', 'new')).toBe(page.replace('old', 'new'))
  expect(() => replaceMarked(page, 'z', 'new')).toThrow('no place')
})

test.each(benches)('the page has a place for the results of $name', ({ name }) => {
  expect(replaceMarked(readFileSync(page, 'utf8'), name, 'new')).toContain(
    `<!-- measured: ${name} -->\nnew\n<!-- /measured -->`,
  )
})
