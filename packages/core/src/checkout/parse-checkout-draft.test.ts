import { describe, expect, it } from 'vitest'
import { parseCheckoutDraft } from './parse-checkout-draft.ts'

const items = [{ productId: 'sunrise', quantity: 1 }]
const pathsOf = (input: unknown): string[] => {
  try {
    parseCheckoutDraft(input)
    return []
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_checkout' })
    return (error as { issues: { path: string }[] }).issues.map(({ path }) => path)
  }
}

describe('a draft of a checkout', () => {
  it.each([
    { items },
    { items, intent: 'x'.repeat(16), ui: 'embedded', country: 'DE', email: 'ada@example.com', userId: 'ada' },
    { items, discount: { coupon: 'WELCOME' } },
    { items, discount: { promotionCode: 'promo_1' } },
  ])('is taken as it is: %o', (draft) => {
    expect(parseCheckoutDraft(draft)).toEqual(draft)
  })

  it.each<[string, object, string]>([
    ['an intent of 15 letters', { intent: 'x'.repeat(15) }, 'intent'],
    ['an intent of 201 letters', { intent: 'x'.repeat(201) }, 'intent'],
    ['an intent that is no text', { intent: 1e16 }, 'intent'],
    ['an unknown ui', { ui: 'popup' }, 'ui'],
    ['no discount at all', { discount: {} }, 'discount'],
    ['two discounts', { discount: { coupon: 'A', promotionCode: 'B' } }, 'discount'],
    ['a discount of its own', { discount: { coupon: 'A', percentOff: 100 } }, 'discount.percentOff'],
    ['a coupon that is no text', { discount: { coupon: 1 } }, 'discount.coupon'],
    ['an empty coupon', { discount: { coupon: '' } }, 'discount.coupon'],
    ['a country in lower case', { country: 'de' }, 'country'],
    ['a price', { total: 1 }, 'total'],
  ])('names %s', (_, change, path) => {
    expect(pathsOf({ items, ...change })).toEqual([path])
  })

  it('names all that is at fault', () => {
    expect(pathsOf({ items: [], intent: '', ui: 1, discount: null })).toEqual(['items', 'intent', 'ui', 'discount'])
  })
})
