import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOfDocument, root } from './code-blocks.ts'

/**
 * The function of this name in a document's code, as readers copy it. Its type is the document's own: that the code compiles,
 * another test looks at.
 */
// biome-ignore lint/suspicious/noExplicitAny: code of a document has no type here; what compiles it looks at its types.
export async function recipe(file: string, name: string): Promise<(...args: readonly unknown[]) => any> {
  const block = codeOfDocument(file).find(({ code }) => code.includes(`export function ${name}(`))
  if (!block) throw new Error(`${file} has no ${name}.`)
  // Below the root, so that the packages resolve.
  const place = join(root, 'artifacts/recipes')
  await mkdir(place, { recursive: true })
  const path = join(place, `${name}.ts`)
  await writeFile(path, block.code)
  return (await import(path))[name]
}
