import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What an app loads at once of some exports, bundled, minified and compressed; not what is imported on demand. */
export async function bundledBytes(root: string, contents: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'error',
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    outdir: 'out',
    absWorkingDir: root,
  })
  const { outputs } = metafile
  const loaded = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === '<stdin>'))
  // Grows while it is read: what is loaded loads more.
  for (const path of loaded) {
    for (const { kind, external, path: chunk } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) loaded.add(chunk)
  }
  const files = outputFiles.filter(({ path }) => [...loaded].some((name) => path.endsWith(`/${name}`)))
  if (files.length === 0) throw new Error('The bundle is empty.')
  return files.reduce((sum, { contents: code }) => sum + gzipSync(code).length, 0)
}
