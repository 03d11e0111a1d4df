/**
 * A function that is loaded with its first call, so that whoever never calls it never loads it. A load that failed is tried
 * again by the next call.
 */
export function onDemand<Args extends readonly unknown[], Result>(
  load: () => Promise<(...args: Args) => Promise<Result>>,
): (...args: Args) => Promise<Result> {
  let loading: Promise<(...args: Args) => Promise<Result>> | undefined
  return async (...args) => {
    loading ??= load()
    const loaded = loading
    const call = await loaded.catch((error: unknown) => {
      if (loading === loaded) loading = undefined
      throw error
    })
    return call(...args)
  }
}
