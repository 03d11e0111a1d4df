import { nearestLab } from './allocate.ts'
import { type Answer, answer, notFound } from './answer.ts'
import type { Catalogue } from './catalogue-product.ts'
import type { SpineRequest } from './request-schemas.ts'

/** How much thicker than elsewhere a lab's paper is. Real labs differ too; by how much is not known. */
const thicknessOf = { AU: 1.02, GB: 1, NL: 1, US: 1.05 } as const

/**
 * `POST /products/spine`: how wide the back of a book is, by its pages and by the lab that will bind it. What can't be
 * measured is told in the body, with status 200. A book without a printed spine is not found, with a message.
 */
export function measureSpine(request: SpineRequest, catalogue: Catalogue): Answer {
  const product = catalogue.find(request.sku)
  if (!product) return notFound
  if (!product.book?.spine) {
    const message = 'Requested product does not require a spine asset'
    return { ...notFound, body: { ...notFound.body, message } }
  }
  const { numberOfPages, destinationCountryCode, state } = request
  const { pages, spine } = product.book
  // Labs in the United States are chosen by the state.
  if (destinationCountryCode === 'US' && state === null) return measured(0, 'A state is needed for the United States')
  if (!isWithin(numberOfPages, pages)) return measured(0, `Number of pages must be from ${pages[0]} to ${pages[1]}`)
  const width = (spine.coverMm + numberOfPages * spine.pageMm) * thicknessOf[nearestLab(destinationCountryCode)]
  return measured(Math.round(width * 10) / 10, 'Spine info retrieved')
}

export function isWithin(pages: number, [min, max]: readonly [number, number]): boolean {
  return pages >= min && pages <= max
}

/** Unlike every other answer this one has no `outcome`. */
function measured(widthMm: number, message: string): Answer {
  return answer(undefined, { success: widthMm > 0, message, spineInfo: { widthMm } })
}
