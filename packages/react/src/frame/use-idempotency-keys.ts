import { useRef } from 'react'

/** Keys for what one form sends: the same content has the same key, however often it is sent; other content has another. */
export function useIdempotencyKeys(): (content: unknown) => string {
  const keys = useRef(new Map<string, string>())
  return (content) => {
    const text = JSON.stringify(content)
    const key = keys.current.get(text) ?? newIdempotencyKey()
    keys.current.set(text, key)
    return key
  }
}

/** A name that nobody else has given. Also where a page is not served securely. */
function newIdempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
}
