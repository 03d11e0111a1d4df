import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOfDocument, root } from './code-blocks.ts'

/** The function of this name in a document's code, as readers copy it. That the code has this type, another test looks at. */
export async function recipe<Made extends (...args: never[]) => unknown>(file: string, name: string): Promise<Made> {
  const block = codeOfDocument(file).find(({ code }) => code.includes(`export function ${name}(`))
  if (!block) throw new Error(`${file} has no ${name}.`)
  // Below the root, so that the packages resolve.
  const place = join(root, 'artifacts/recipes')
  await mkdir(place, { recursive: true })
  const path = join(place, `${name}.ts`)
  await writeFile(path, block.code)
  return (await import(path))[name]
}
