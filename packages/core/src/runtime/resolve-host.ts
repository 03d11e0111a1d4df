/** Where Quoin looks up the addresses of a host. Rejects when the name has none. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>

/** The machine's own resolver, the one that `fetch` connects by; null where the runtime has none to offer. */
export function systemResolveHost(): ResolveHost | null {
  // Asked for at run time, so that nothing here fails to load on an edge runtime.
  const dns = globalThis.process?.getBuiltinModule?.('node:dns/promises')
  if (!dns?.lookup) return null
  return async (hostname) => (await dns.lookup(hostname, { all: true })).map(({ address }) => address)
}
