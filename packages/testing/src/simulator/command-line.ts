import { parseArgs } from 'node:util'
import type { z } from 'zod'

/** What the arguments of a command ask for. */
export type CommandLine<Options> = 'help' | { readonly port: number; readonly options: Options }

/** Arguments that can't be understood; the message names the option. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

/**
 * Reads arguments by a schema that has a field for each option; one that takes an array can be repeated.
 *
 * @throws {@link CommandLineError}
 */
export function readArguments<Shape extends z.ZodRawShape>(
  args: readonly string[],
  schema: z.ZodObject<Shape>,
  repeatable: readonly (keyof Shape & string)[],
): 'help' | { readonly given: ReadonlySet<string>; readonly read: z.output<z.ZodObject<Shape>> } {
  const { help = false, ...given } = parse(args, Object.keys(schema.shape), repeatable)
  if (help) return 'help'
  const read = schema.safeParse(given)
  if (read.success) return { given: new Set(Object.keys(given)), read: read.data }
  throw new CommandLineError(read.error.issues.map(({ path, message }) => `--${nameOf(path)}: ${message}`).join('\n'))
}

/** The option, and the fault where it is about one. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.filter((part) => typeof part === 'string').join(' ')
}

function parse(args: readonly string[], names: readonly string[], repeatable: readonly string[]) {
  const known = names.map((name) => [name, { type: 'string', multiple: repeatable.includes(name) }] as const)
  try {
    return parseArgs({ args: [...args], options: { ...Object.fromEntries(known), help: { type: 'boolean' } } }).values
  } catch (error) {
    // Its first sentence names the option; what follows is advice about dashes.
    throw new CommandLineError(error instanceof Error ? error.message.replace(/\.\s.*$/s, '') : String(error))
  }
}
