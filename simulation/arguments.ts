import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export const usage = `Runs a shop through schedules of faults, in virtual time, and says which promises were broken.

Usage: pnpm simulate [options]

  --seeds <from..to>    which schedules; one number means from 1 to there (default 1..1000)
  --orders <number>     orders in each (default 5)
  --processes <number>  how many at the same time (default: one for each core)
  --seed <number>       only this one
  --trace               with --seed: everything that happens, in order
  --exhaustive          instead: every single place where one order's life can be struck, and every pair of two
  --help                this text

Ends with 1 when a promise was broken; then it makes the first such schedule small, and writes it as a test.
`

/** What a run is asked for. */
export type Task =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'seeds'
      readonly from: number
      readonly to: number
      readonly orders: number
      readonly processes: number
    }
  | { readonly kind: 'seed'; readonly seed: number; readonly orders: number; readonly trace: boolean }
  | { readonly kind: 'exhaustive'; readonly processes: number }

/** @throws {TypeError} for arguments that can't be understood; the message names the option. */
export function readTask(args: readonly string[]): Task {
  const { values } = parseArgs({
    // What pnpm puts before the arguments of a script.
    args: args.filter((arg) => arg !== '--'),
    options: {
      seeds: { type: 'string', default: '1..1000' },
      orders: { type: 'string', default: '5' },
      processes: { type: 'string', default: String(availableParallelism()) },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      exhaustive: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return { kind: 'help' }
  const orders = wholeNumber('--orders', values.orders)
  const processes = wholeNumber('--processes', values.processes)
  if (values.exhaustive) return { kind: 'exhaustive', processes }
  if (values.seed !== undefined) {
    return { kind: 'seed', seed: wholeNumber('--seed', values.seed), orders, trace: values.trace }
  }
  if (values.trace) throw new TypeError('--trace: it needs a --seed.')
  const [first = '', last] = values.seeds.split('..')
  const from = last === undefined ? 1 : wholeNumber('--seeds', first)
  const to = wholeNumber('--seeds', last ?? first)
  if (to < from) throw new TypeError('--seeds: it ends before it begins.')
  return { kind: 'seeds', from, to, orders, processes }
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`${option}: a whole number from 1 on is needed, not "${text}".`)
  return Number(text)
}
