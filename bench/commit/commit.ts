import type { Bench } from '../harness/bench.ts'
import { ordersPerSecond, walPerOrder } from './commit-rounds.ts'
import { commitContenders, fiveStatements, quoin, sameRows } from './contenders.ts'

const step = 'an order with two items, its first event and a job are stored in one commit'

export const commitBenches: readonly Bench[] = [
  bench('commit/alone', `One after the other, ${step}.`, 1),
  bench('commit/crowded', `Eight at a time, ${step} each.`, 8),
]

function bench(name: string, title: string, lanes: number): Bench {
  return {
    name,
    title,
    figures: [ordersPerSecond, walPerOrder],
    contenders: commitContenders(lanes),
    goals: [
      { figure: ordersPerSecond, of: quoin, over: sameRows, atLeast: 0.85 },
      { figure: ordersPerSecond, of: quoin, over: fiveStatements, atLeast: 3 },
    ],
  }
}
