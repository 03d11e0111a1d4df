import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'

interface File {
  readonly type: string
  readonly contents: Uint8Array
}

/**
 * What the browser runs on the pages for orders: React and `@quoin/react`, from their sources. It is made when it is first asked
 * for, which takes about a second, and kept in memory: the example needs no build. A shop of your own makes it once, before it starts.
 */
export function bundledPages(): Router {
  let making: Promise<ReadonlyMap<string, File>> | undefined
  const router = express.Router()
  router.get('/:name', async (request, response, next) => {
    making ??= bundle().catch((error) => {
      making = undefined
      throw error
    })
    const file = (await making).get(request.params.name)
    if (file) response.type(file.type).set('cache-control', 'no-cache').send(Buffer.from(file.contents))
    else next()
  })
  return router
}

async function bundle(): Promise<ReadonlyMap<string, File>> {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: {
      orders: fileURLToPath(import.meta.resolve('./pages/orders.tsx')),
      admin: fileURLToPath(import.meta.resolve('./pages/admin.tsx')),
      'orders-looks': fileURLToPath(import.meta.resolve('@quoin/react/styles.css')),
      'admin-looks': fileURLToPath(import.meta.resolve('@quoin/react/admin.css')),
    },
    outdir: '/',
    write: false,
    bundle: true,
    // The charts are loaded when somebody looks at them.
    splitting: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    minify: true,
    conditions: ['@quoin/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  await esbuild.stop()
  return new Map(
    outputFiles.map(({ path, contents }) => [basename(path), { type: path.endsWith('.css') ? 'css' : 'js', contents }]),
  )
}
