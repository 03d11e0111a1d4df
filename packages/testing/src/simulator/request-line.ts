/** What a ledger keeps of a request. */
export function requestLine(request: Request): { readonly method: string; readonly path: string } {
  const { pathname, search } = new URL(request.url)
  return { method: request.method, path: pathname + search }
}
