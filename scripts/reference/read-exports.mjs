// What the packages export, read from their sources by the compiler. Libraries are left out, so that it takes a second.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '../..')

const entries = readdirSync(join(root, 'packages')).flatMap((name) => {
  const dir = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    const source = target['@quoin/source']
    // Style sheets and manifests export nothing that has a type.
    return typeof source === 'string'
      ? [{ folder: name, name: manifest.name + path.slice(1), file: join(dir, source) }]
      : []
  })
})
const files = new Map(entries.map(({ name, file }) => [name, file]))

const options = { noLib: true, types: [], target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.ReactJSX }
const host = ts.createCompilerHost(options, true)
host.resolveModuleNameLiterals = (literals, containing) =>
  literals.map(({ text }) => {
    const file = text.startsWith('.') ? join(dirname(containing), text) : files.get(text)
    const isSource = file !== undefined && /\.tsx?$/.test(file) && existsSync(file)
    return {
      resolvedModule: isSource ? { resolvedFileName: file, extension: file.slice(file.lastIndexOf('.')) } : undefined,
    }
  })
const program = ts.createProgram([...files.values()], options, host)
const checker = program.getTypeChecker()

/** Every entry of every package, with its module's declarations by the names that it exports. */
export const modules = entries.map(({ folder, name, file }) => {
  const source = program.getSourceFile(file)
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source))
  const exported = symbols.flatMap((symbol) => {
    const { declarations = [] } = original(symbol)
    const own = declarations.filter((node) => node.getSourceFile().fileName.startsWith(join(root, 'packages')))
    return own.length > 0 ? [{ name: symbol.name, declarations: own }] : []
  })
  return { folder, name, source, exported: exported.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
})

/** The declaration of one of our types that a name stands for. */
export function declarationOf(name) {
  const symbol = checker.getSymbolAtLocation(name)
  const [declaration] = (symbol && original(symbol).declarations) ?? []
  return declaration
}

/** From a page in `docs/`. */
export function linkTo(node) {
  return `../${relative(root, node.getSourceFile().fileName).split(sep).join('/')}`
}

function original(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
