/** A function that makes its value when it is first called, and keeps it. What could not be made is tried again by the next call. */
export function lazily<Value>(make: () => Value | Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= Promise.resolve()
      .then(make)
      .catch((error: unknown) => {
        made = undefined
        throw error
      })
    return made
  }
}
