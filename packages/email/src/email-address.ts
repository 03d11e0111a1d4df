/**
 * Whether a text is one plain address, such as `ada@example.com`. Narrower than RFC 5322: no comments, no quotes, no lists, and
 * nothing that could end a header.
 */
export function isEmailAddress(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    text.length <= 254 &&
    /^[^\s"(),:;<>@[\\\]\p{C}]+@[^\s"(),:;<>@[\\\]\p{C}]+$/u.test(text)
  )
}

/** What stands behind the `@`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
