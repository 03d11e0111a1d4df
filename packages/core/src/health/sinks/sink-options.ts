import { isEndpointUrl } from '../../outgoing/webhook-endpoint.ts'
import { QuoinError } from '../../quoin-error.ts'
import { type Clock, systemClock } from '../../runtime/clock.ts'

/** What every sink that posts can be told. */
export interface PostingSinkOptions {
  /** Names the sink in jobs and logs; another name for each of several. @default 'slack' or 'webhook' */
  readonly channel?: string
  /** How long an answer may take, up to a minute. @default 15000 */
  readonly timeoutMs?: number
  /** @default the machine's */
  readonly clock?: Clock
}

const longestTimeoutMs = 60_000

/** @throws {@link QuoinError} `invalid_options` naming the option. Its value is not repeated: a URL of a chat is a secret. */
export function checkedUrl(option: string, url: unknown): string {
  if (isEndpointUrl(url)) return url
  throw new QuoinError(
    'invalid_options',
    `${option}: needs to be an https URL without credentials; http only for localhost.`,
  )
}

/** @throws {@link QuoinError} `invalid_options` naming the option. */
export function posting(channel: string, options: PostingSinkOptions): Required<PostingSinkOptions> {
  const { timeoutMs = 15_000, clock = systemClock } = options
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
    throw new QuoinError('invalid_options', 'timeoutMs: needs to be a whole number of milliseconds, from 1 to 60000.')
  }
  return { channel: options.channel ?? channel, timeoutMs, clock }
}
