import type { Timer } from '@quoin/core'

/** One message to a browser's `EventSource`. */
export interface StreamedEvent {
  /** What the browser sends back as `Last-Event-ID` when it comes again. */
  readonly id: string
  readonly event: string
  readonly data: unknown
}

interface EventStreamOptions {
  /** The caller has gone away. */
  readonly signal: AbortSignal
  readonly timer: Timer
  /** What the caller knows already; null when it comes for the first time. */
  readonly lastId: string | null
  /** What is new since then, oldest first; null when there is nothing to hear any more. A stream whose read fails ends. */
  read(lastId: string | null): Promise<readonly StreamedEvent[] | null>
  /** Calls back when this process may know something new. Returns how to stop that. */
  onHint(look: () => void): () => void
}

/** Another process may have changed something. */
const lookEveryMs = 2_000
/** So that nothing on the way takes the connection for a dead one. */
const looksPerSign = 7
/** Then the browser comes again, to an instance that may be another, and is let in anew. */
const longestMs = 600_000

/** Server-Sent Events: what `read` finds, as soon as a hint comes and otherwise every two seconds. */
export function eventStream({ signal, timer, lastId, read, onHint }: EventStreamOptions): Response {
  const encoder = new TextEncoder()
  const ending = new AbortController()
  const end = (): void => ending.abort()
  let last = lastId
  let wake = (): void => {}
  let isHinted = false

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const stopHints = onHint(() => {
        isHinted = true
        wake()
      })
      const callOff = timer.after(longestMs, end)
      signal.addEventListener('abort', end, { once: true })
      ending.signal.addEventListener('abort', () => wake(), { once: true })
      const send = (text: string): void => controller.enqueue(encoder.encode(text))
      try {
        send('retry: 3000\n\n')
        for (let looks = 1; !ending.signal.aborted && !signal.aborted; looks += 1) {
          isHinted = false
          const found = await read(last)
          if (!found || ending.signal.aborted) break
          for (const one of found) send(messageOf(one))
          last = found.at(-1)?.id ?? last
          if (found.length === 0 && looks % looksPerSign === 0) send(': still here\n\n')
          if (!isHinted) await pause()
        }
      } catch {
        // Whoever listens comes again, and hears then what is wrong.
      } finally {
        callOff()
        stopHints()
        signal.removeEventListener('abort', end)
        if (!ending.signal.aborted) controller.close()
        else closeQuietly(controller)
      }
    },
    cancel: end,
  })

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const callOff = timer.after(lookEveryMs, resolve)
      wake = () => {
        callOff()
        resolve()
      }
      if (ending.signal.aborted) wake()
    })
  }
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } })
}

function messageOf({ id, event, data }: StreamedEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** A stream that its reader has cancelled is closed already. */
function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close()
  } catch {}
}
