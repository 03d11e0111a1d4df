import type { ProductVariant, ProviderProduct } from '../fulfillment/fulfillment-provider.ts'

/** Names and values of attributes count in any case. */
export function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** What is to be chosen of a product: every attribute with its values, in the provider's spelling. */
export function choicesOf({ attributes, variants }: ProviderProduct): ReadonlyMap<string, readonly string[]> {
  const choices = new Map<string, readonly string[]>()
  const add = (name: string, value: string) => {
    const known = [...choices.keys()].find((key) => sameWord(key, name)) ?? name
    const values = choices.get(known) ?? []
    choices.set(known, values.some((each) => sameWord(each, value)) ? values : [...values, value])
  }
  for (const [name, values] of Object.entries(attributes)) for (const value of values) add(name, value)
  for (const variant of variants) for (const [name, value] of Object.entries(variant.attributes)) add(name, value)
  return choices
}

/** Attributes that an order must name: those in which the variants differ. */
export function requiredAttributes(product: ProviderProduct): readonly string[] {
  const isChoice = (name: string, values: readonly string[]) => {
    if (values.length < 2) return false
    const made = new Set(product.variants.map((variant) => lookUp(variant.attributes, name)?.toLowerCase()))
    return product.variants.length === 0 || made.size > 1
  }
  return [...choicesOf(product)].flatMap(([name, values]) => (isChoice(name, values) ? [name] : []))
}

/** The value of a key that counts in any case. */
export function lookUp<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.entries(record).find(([key]) => sameWord(key, name))?.[1]
}

/** The variants that agree with a choice. Attributes that a variant does not name are no disagreement. */
export function variantsOf(
  product: ProviderProduct,
  chosen: Readonly<Record<string, string>>,
): readonly ProductVariant[] {
  return product.variants.filter((variant) =>
    Object.entries(chosen).every(([name, value]) => {
      const made = lookUp(variant.attributes, name)
      return made === undefined || sameWord(made, value)
    }),
  )
}
