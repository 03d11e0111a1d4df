import type { PreflightIssue } from './preflight-issue.ts'

/**
 * Whether artwork is pinned to its content (F63): with an MD5, the provider refuses a file that was changed after the
 * sale. Codes: `asset_hash_malformed`, as a warning `asset_not_pinned`.
 *
 * The file is not hashed here. That takes all of it, and an MD5, which Web Crypto does not make; the provider does both.
 */
export function checkHash(md5Hash: string | null, path: string): readonly PreflightIssue[] {
  const at = `${path}.md5Hash`
  if (md5Hash === null) {
    const message = 'Without an MD5 of the artwork nobody notices when the file is changed after the sale.'
    return [{ code: 'asset_not_pinned', path: at, message }]
  }
  if (/^[0-9a-f]{32}$/i.test(md5Hash)) return []
  return [{ code: 'asset_hash_malformed', path: at, message: 'An MD5 is 32 hexadecimal digits.' }]
}
