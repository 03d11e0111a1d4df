/** Something that is done at once when it is asked for, and again at most every so often while it is asked for again. */
export interface Throttle {
  ask(): void
  stop(): void
}

export function createThrottle(run: () => void, everyMs: number): Throttle {
  let pause: ReturnType<typeof setTimeout> | undefined
  let isWanted = false

  function ask(): void {
    if (pause !== undefined) {
      isWanted = true
      return
    }
    run()
    pause = setTimeout(() => {
      pause = undefined
      if (!isWanted) return
      isWanted = false
      ask()
    }, everyMs)
  }
  function stop(): void {
    clearTimeout(pause)
    pause = undefined
    isWanted = false
  }
  return { ask, stop }
}
