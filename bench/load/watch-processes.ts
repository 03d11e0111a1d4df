import { cpuMsOf, memoryOf, ownCpuMsOf } from '../harness/processes.ts'
import { median } from '../harness/statistics.ts'

/** What a process took of the machine. */
export interface Taken {
  readonly name: string
  readonly cpuMs: number
  /** In mebibytes: at the start, as it mostly was in the second half, and at the end. */
  readonly memory: { readonly start: number; readonly steady: number; readonly end: number }
}

const everyMs = 500

/** Looks at processes from now on. */
export function watchProcesses(processes: readonly { readonly name: string; readonly pid: number }[]) {
  const watched = processes.map((one) => ({ ...one, cpuBefore: cpuOf(one.pid), seen: [memoryOf(one.pid)] }))
  const looking = setInterval(() => {
    for (const { pid, seen } of watched) seen.push(memoryOf(pid))
  }, everyMs)
  return {
    stop(): readonly Taken[] {
      clearInterval(looking)
      return watched.map(({ name, pid, cpuBefore, seen }) => ({
        name,
        cpuMs: cpuOf(pid) - cpuBefore,
        memory: {
          start: seen[0] ?? Number.NaN,
          steady: median(seen.slice(Math.floor(seen.length / 2))),
          end: memoryOf(pid),
        },
      }))
    },
  }
}

/** This one has started all the others. */
function cpuOf(pid: number): number {
  return pid === process.pid ? ownCpuMsOf(pid) : cpuMsOf(pid)
}
