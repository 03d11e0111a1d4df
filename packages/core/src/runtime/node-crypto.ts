/**
 * Node's own crypto, undefined where there is none. Web Crypto is everywhere, but hands each call to a thread, which takes longer
 * than what is asked of it here. Read through the global, so that bundlers for other runtimes find no Node module to resolve.
 */
export const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto')
