/** A text in which `{name}` stands for a value; or one for each plural category that the language has, chosen by `{count}`. */
export type Message = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string })

/** Says something in the reader's language. */
export type Words<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string

/**
 * Speaks from a table of messages.
 *
 * @param locale BCP 47, such as `de-AT`: how numbers are written and plurals are chosen.
 */
export function createWords<Key extends string>(messages: Readonly<Record<Key, Message>>, locale: string): Words<Key> {
  const plurals = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (key, values = {}) => {
    const message = messages[key]
    const text =
      typeof message === 'string' ? message : (message[plurals.select(Number(values['count']))] ?? message.other)
    return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name]
      if (value === undefined) return placeholder
      return typeof value === 'number' ? numbers.format(value) : value
    })
  }
}
