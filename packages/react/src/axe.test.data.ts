import axe from 'axe-core'

/**
 * What the rules of accessibility find wrong with the page as it is. Colours are left to a real browser: there is no layout here.
 */
export async function faultsOfPage(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
