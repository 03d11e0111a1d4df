import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTemplate } from './make-template.ts'

writeFileSync(join(import.meta.dirname, '../dist/template.tar.zst'), await makeTemplate())
