import { calmPlan, countCrashPoints, planOf, regressionTest, shrink, simulate } from '@quoin/testing/simulation'
import { readTask, type Task, usage } from './arguments.ts'
import { inProcesses } from './in-processes.ts'
import { addResults, type Batch, type BatchResult, nothing } from './run-batch.ts'

const seedsInBatch = 25
/** So many broken schedules are enough to look at. */
const mostBroken = 10
const reportEveryMs = 10_000

const say = (text: string): void => void process.stdout.write(`${text}\n`)

try {
  const task = readTask(process.argv.slice(2))
  process.exitCode = await perform(task)
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function perform(task: Task): Promise<number> {
  switch (task.kind) {
    case 'help':
      say(usage)
      return 0
    case 'seed':
      return performOne(task)
    case 'seeds':
      return performMany(seedBatches(task), task.processes)
    case 'exhaustive':
      return performMany(placeBatches(await countCrashPoints(calmPlan)), task.processes)
  }
}

async function performOne({ seed, orders, trace }: Extract<Task, { kind: 'seed' }>): Promise<number> {
  const result = await simulate(planOf(seed, { orders }), { trace })
  for (const line of result.trace) say(line)
  const { hash, steps, calls, prints, counts, virtualMs, violations } = result
  say(`seed ${seed}, hash ${hash}: ${steps} steps, ${calls} calls, ${prints} prints, ${hoursOf(virtualMs)} hours`)
  say(
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  )
  for (const { invariant, detail } of violations) say(`BROKEN ${invariant}: ${detail}`)
  return violations.length > 0 ? 1 : 0
}

async function performMany(batches: Iterable<Batch>, processes: number): Promise<number> {
  const startedAt = performance.now()
  let [sum, saidAt] = [nothing, startedAt]
  await inProcesses(batches, processes, (result) => {
    sum = addResults(sum, result)
    for (const { plan, violations } of result.broken) {
      for (const { invariant, detail } of violations) say(`BROKEN seed ${plan.seed} ${invariant}: ${detail}`)
    }
    if (performance.now() - saidAt > reportEveryMs) {
      saidAt = performance.now()
      say(describe(sum, saidAt - startedAt))
    }
    return sum.broken.length < mostBroken ? 'go on' : 'stop'
  })
  say(describe(sum, performance.now() - startedAt))
  const [first] = sum.broken
  if (!first) {
    say('Every promise was kept.')
    return 0
  }
  const least = await shrink(first.plan)
  say(`\nThe least of seed ${first.plan.seed} that breaks it:\n`)
  for (const line of least.trace) say(line)
  say(`\n${regressionTest(least)}`)
  return 1
}

function* seedBatches({ from, to, orders }: Extract<Task, { kind: 'seeds' }>): Generator<Batch> {
  for (let seed = from; seed <= to; seed += seedsInBatch) {
    yield { kind: 'seeds', from: seed, to: Math.min(to, seed + seedsInBatch - 1), orders }
  }
}

function* placeBatches(places: number): Generator<Batch> {
  yield { kind: 'singles' }
  for (let first = 1; first <= places; first += 1) yield { kind: 'pairs', first }
}

function describe({ runs, prints, strikes, crashes, virtualMs, broken }: BatchResult, tookMs: number): string {
  const seconds = tookMs / 1000
  return [
    `${runs} schedules in ${seconds.toFixed(1)} s (${Math.round(runs / seconds)}/s)`,
    `${hoursOf(virtualMs)} simulated hours`,
    `${prints} prints`,
    `${strikes} faults`,
    `${crashes} crashes`,
    `${broken.length} broken`,
  ].join(', ')
}

function hoursOf(virtualMs: number): number {
  return Math.round(virtualMs / 3_600_000)
}
