/** The URL when it is an absolute one of the web; null otherwise. What is written into a mail is clicked by customers. */
export function webUrl(text: string | null | undefined): string | null {
  const url = text ? URL.parse(text) : null
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
