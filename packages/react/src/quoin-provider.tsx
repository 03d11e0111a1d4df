import { createQuoinClient, type QuoinClient } from '@quoin/http/client'
import { QueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { english, type MessageKey, type Messages } from './language/english.ts'
import { createFormats, type Formats } from './language/formats.ts'
import { createWords, type Words } from './language/words.ts'
import { RequestError } from './request-error.ts'

/** What every hook and component below a {@link QuoinProvider} has. */
export interface Quoin {
  readonly baseUrl: string
  readonly client: QuoinClient
  readonly queryClient: QueryClient
  readonly fetch: (request: Request) => Promise<Response>
  readonly locale: string
  readonly format: Formats
  readonly words: Words<MessageKey>
}

/** What {@link QuoinProvider} takes. */
export interface QuoinProviderProps {
  /** Where the endpoints begin, such as `/api` or `https://shop.example/api`. */
  readonly baseUrl: string
  /** Sends the requests, such as with a token of yours. Give the same function each time. @default the browser's, with its cookies */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** How money, days and numbers are written, as BCP 47. @default 'en' */
  readonly locale?: string | undefined
  /** IANA, such as `Europe/Vienna`. @default the reader's own */
  readonly timeZone?: string | undefined
  /** Words of yours. @default English */
  readonly messages?: Messages | undefined
  /** To share the answers with queries of your own. @default one for this provider */
  readonly queryClient?: QueryClient | undefined
  /** @default nothing */
  readonly children?: ReactNode
}

const QuoinContext = createContext<Quoin | null>(null)
const noMessages: Messages = {}

/**
 * Connects everything below it with a shop's API. It disturbs no QueryClient of the host: its own is handed to its hooks only.
 *
 * @example
 * ```tsx
 * import { QuoinProvider, useOrders } from '@quoin/react'
 *
 * const Count = () => <p>{useOrders().data?.length}</p>
 * export const Page = () => (
 *   <QuoinProvider baseUrl="/api">
 *     <Count />
 *   </QuoinProvider>
 * )
 * ```
 */
export function QuoinProvider(props: QuoinProviderProps): ReactNode {
  const { baseUrl, fetch = sendByBrowser, locale = 'en', timeZone, messages = noMessages, children } = props
  const [own] = useState(createQueryClient)
  const queryClient = props.queryClient ?? own
  useEffect(() => {
    queryClient.mount()
    return () => queryClient.unmount()
  }, [queryClient])
  const quoin = useMemo<Quoin>(
    () => ({
      baseUrl,
      client: createQuoinClient({ baseUrl, fetch }),
      queryClient,
      fetch,
      locale,
      format: createFormats(locale, timeZone),
      words: createWords({ ...english, ...messages }, locale),
    }),
    [baseUrl, fetch, locale, timeZone, messages, queryClient],
  )
  return <QuoinContext value={quoin}>{children}</QuoinContext>
}

/** What the nearest {@link QuoinProvider} gives. It throws where there is none. */
export function useQuoin(): Quoin {
  const quoin = use(QuoinContext)
  if (!quoin) throw new Error('Put a <QuoinProvider> around this component.')
  return quoin
}

const sendByBrowser = (request: Request): Promise<Response> => globalThis.fetch(request)

function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: isWorthRetrying } } })
}

/** Asking again for what was refused gets the same refusal. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isRefusal = error instanceof RequestError && error.status >= 400 && error.status < 500 && error.status !== 429
  return !isRefusal && failures < 3
}
