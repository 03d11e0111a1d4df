/** A fault to come, as far as it decides which calls it strikes. */
export interface PlannedFault {
  /** @default any endpoint */
  readonly endpoint?: string | undefined
  /** How many calls it strikes. @default 1 */
  readonly times?: number | undefined
}

/** Faults by script, in the order in which they were written down. */
export function createFaultQueue<Fault extends PlannedFault>() {
  let planned: Fault[] = []
  return {
    next: (fault: Fault): void => void planned.push(fault),
    /** How many calls are still to be struck. */
    pending: (): number => planned.reduce((sum, { times = 1 }) => sum + times, 0),
    clear(): void {
      planned = []
    },
    /** The fault that strikes this call, which is used up by it. */
    take(endpoint: NonNullable<Fault['endpoint']>): Fault | undefined {
      const found = planned.find((fault) => fault.endpoint === undefined || fault.endpoint === endpoint)
      if (found === undefined) return undefined
      const times = (found.times ?? 1) - 1
      planned = planned.flatMap((fault) => {
        if (fault !== found) return [fault]
        return times > 0 ? [{ ...found, times }] : []
      })
      return found
    },
  }
}
