import type { MarkdownRenderer } from 'vitepress'

/** Gives diagrams to the component that draws them; other code stays code. */
export function mermaidFence(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]
    if (token?.info.trim() === 'mermaid') return `<MermaidDiagram code="${encodeURIComponent(token.content)}" />`
    return fence?.(tokens, index, ...rest) ?? ''
  }
}
