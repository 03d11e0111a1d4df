import { PGlite, type PGliteInterfaceExtensions } from '@electric-sql/pglite'
import { beginFolder } from './begin-folder.ts'
import type { OpenPgliteOptions } from './open-pglite.ts'
import { readTemplate } from './read-template.ts'

/** Without a template PGlite begins as it does by itself: the package has not been built, or its file was not bundled along. */
export async function openFromTemplate<O extends OpenPgliteOptions>(
  template: URL,
  options?: O,
): Promise<PGlite & PGliteInterfaceExtensions<O['extensions']>> {
  const { dataDir = '' } = options ?? {}
  if (dataDir === '' || dataDir.startsWith('memory://')) {
    const tar = await readTemplate(template)
    if (tar) return PGlite.create<O>(Object.assign({}, options, { loadDataDir: new Blob([tar]) }))
  } else if (!isOfBrowsers(dataDir)) {
    await beginFolder(dataDir.replace(/^file:\/\//, ''), template)
  }
  return PGlite.create<O>(options)
}

/** PGlite says itself that they are not here. */
function isOfBrowsers(dataDir: string): boolean {
  return /^(idb|opfs-ahp|memfs2opfs):\/\//.test(dataDir)
}
