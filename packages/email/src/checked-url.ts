import { QuoinError } from '@quoin/core'
import { webUrl } from './web-url.ts'

/**
 * A URL that the host made for a mail.
 *
 * @throws {@link QuoinError} `invalid_options` when it is none of the web. `retryable`: the next version of the host may do
 * better, and the mail is not lost until then.
 */
export function checkedUrl(option: string, url: string | null): string | null {
  if (url === null || webUrl(url)) return url
  throw new QuoinError('invalid_options', `${option} gave no absolute http or https URL.`, { retry: 'retryable' })
}
