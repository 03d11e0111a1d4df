import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

/** When and where it is, and what else the machine does. */
export function surroundings(): string {
  const [cpu] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return (
    `${new Date().toISOString().slice(0, 10)}; Node ${process.version}; ${cpu?.model.trim()}, ${availableParallelism()} cores, ` +
    `${memory}, ${platform()}, with a load of ${loadavg()[0]?.toFixed(1)} when it began`
  )
}
