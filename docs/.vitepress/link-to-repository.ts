import { existsSync, statSync } from 'node:fs'
import { posix, relative, resolve } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

const root = resolve(import.meta.dirname, '../..')
const repository = 'https://github.com/quoin/quoin'
/** Pages of the site that are kept elsewhere in the repository. */
const elsewhere: Record<string, string> = { 'GLOSSARY.md': './glossary.md' }

/**
 * The same Markdown is read in the repository and on the site. Links to what is no page of the site, such as a test or a
 * folder, lead to the repository.
 */
export function linkToRepository(md: MarkdownRenderer): void {
  md.core.ruler.push('link-to-repository', ({ tokens, env }) => {
    const links = tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === 'link_open')
    for (const link of links)
      link.attrSet('href', onSite(link.attrGet('href') ?? '', posix.dirname(relative(root, env.path))))
  })
}

/** @param dir of the page, from the root of the repository */
function onSite(href: string, dir: string): string {
  const [path = '', anchor] = href.split('#')
  const file = posix.join(dir, path)
  const rest = anchor ? `#${anchor}` : ''
  if (elsewhere[file]) return elsewhere[file] + rest
  if (path === '' || /^\w+:/.test(href) || file.startsWith('docs/') || !existsSync(resolve(root, file))) return href
  const kind = statSync(resolve(root, file)).isDirectory() ? 'tree' : 'blob'
  return `${repository}/${kind}/main/${file}${rest}`
}
