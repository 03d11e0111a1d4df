/** A link from outside is shown only when a browser can be sent to it safely (no `javascript:`). */
export function webLink(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}

/** Those of some links that are shown. */
export function webLinks(urls: readonly string[]): string[] {
  return urls.flatMap((url) => webLink(url) ?? [])
}
