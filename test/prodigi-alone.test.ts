import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from './code-blocks.ts'

/** Files of core that the client may load, and what it may load from elsewhere. */
const ownFiles = /^packages\/core\/src\/(quoin-error\.ts|money\/|runtime\/|calls\/|fulfillment\/prodigi\/)/
const libraries = ['is-network-error', 'p-retry', 'zod']

/** What a runtime at the edge has: fetch, Web Crypto, and no Node. */
const edge = {
  ...{ fetch: () => Promise.reject(new TypeError('There is no network here.')), Response, Headers, Request },
  ...{ URL, URLSearchParams, AbortController, AbortSignal, DOMException, TextEncoder, crypto, structuredClone },
  ...{ setTimeout, clearTimeout },
}

describe('@quoin/core/prodigi by itself', () => {
  let code = ''
  let inputs: readonly string[] = []

  beforeAll(async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: "export * from '@quoin/core/prodigi'", resolveDir: root },
      bundle: true,
      write: false,
      metafile: true,
      format: 'iife',
      globalName: 'prodigi',
      // Neutral: an import of Node would fail to resolve.
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['@quoin/source'],
      absWorkingDir: root,
    })
    code = outputFiles[0]?.text ?? ''
    inputs = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>')
  })

  test('loads nothing of Quoin but its own files, errors, money, what governs calls, and the ports to the runtime', () => {
    const files = inputs.filter((path) => !path.includes('node_modules'))
    expect(files.filter((path) => !ownFiles.test(path))).toEqual([])
    const used = inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
    expect([...new Set(used)].toSorted()).toEqual(libraries)
  })

  test('needs no Node', () => {
    expect(code).not.toMatch(/\brequire\(|\bprocess\.|\bBuffer\b|node:/)
  })

  test('makes, reads and refuses where there is fetch and Web Crypto and no code from strings', async () => {
    const answers = [
      Response.json({ outcome: 'Created', order: { id: 'ord_1', status: { stage: 'InProgress' } } }),
      Response.json({ outcome: 'ValidationFailed', failures: { items: [{ code: 'Required' }] } }, { status: 400 }),
    ]
    const seen: string[] = []
    const fetch = async (url: string) => {
      seen.push(url)
      return answers.shift() ?? Response.error()
    }
    const context = createContext({ ...edge, fetch }, { codeGeneration: { strings: false, wasm: false } })
    runInContext(`'use strict'; ${code}; globalThis.prodigi = prodigi`, context)
    const script = `
      const { createProdigiClient, chargesOf, ProdigiError } = prodigi
      const client = createProdigiClient({ apiKey: 'key', environment: 'sandbox' })
      ;(async () => {
        const created = await client.orders.create({ items: [] })
        const error = await client.orders.create({ items: [] }).catch((reason) => reason)
        return [created.outcome, chargesOf(created.order).length, error instanceof ProdigiError, error.reason]
      })()`
    expect(await runInContext(script, context)).toEqual(['Created', 0, true, 'validation_failed'])
    expect(seen).toEqual(Array(2).fill('https://api.sandbox.prodigi.com/v4.0/orders'))
  })
})
