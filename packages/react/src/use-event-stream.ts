import { EventSource } from 'eventsource'
import { useEffect, useState } from 'react'
import { useQuoin } from './quoin-provider.tsx'

/** Whether news come by themselves: `connecting` for the first time or again, `live`, or `refused` for good. */
export type Liveness = 'connecting' | 'live' | 'refused'

/** When a server answered with an error, which ends an EventSource for good. */
const comeAgainAfterMs = 10_000
const refusals: ReadonlySet<number | undefined> = new Set([401, 403, 404])

/**
 * Listens to Server-Sent Events of one name. It connects again by itself.
 *
 * @param path below the base of the API.
 * @param onData the same function each time; with another one it connects anew.
 */
export function useEventStream(path: string, name: string, onData: (data: string) => void): Liveness {
  const { baseUrl, fetch } = useQuoin()
  const [liveness, setLiveness] = useState<Liveness>('connecting')
  useEffect(() => {
    const url = `${baseUrl.replace(/\/+$/, '')}${path}`
    let source: EventSource
    let later: ReturnType<typeof setTimeout> | undefined
    function connect(): void {
      source = new EventSource(url, { fetch: (input, init) => fetch(new Request(input, init)) })
      source.addEventListener('open', () => setLiveness('live'))
      source.addEventListener(name, ({ data }) => onData(data))
      source.addEventListener('error', ({ code }) => {
        const isOver = source.readyState === source.CLOSED
        setLiveness(isOver && refusals.has(code) ? 'refused' : 'connecting')
        if (isOver && !refusals.has(code)) later = setTimeout(connect, comeAgainAfterMs)
      })
    }
    connect()
    return () => {
      clearTimeout(later)
      source.close()
    }
  }, [baseUrl, fetch, path, name, onData])
  return liveness
}
