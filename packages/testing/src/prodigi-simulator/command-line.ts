import { parseArgs } from 'node:util'
import { z } from 'zod'
import { faultRates } from './fault-rates.ts'
import { faultKinds } from './fault-script.ts'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'

/** What the arguments ask for. */
export type CommandLine = 'help' | { readonly port: number; readonly options: ProdigiSimulatorOptions }

/** Arguments that can't be understood; the message names the option. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

const defaultPort = 4010
const defaultStageMs = 2000

export const usage = `A stand-in for Prodigi's sandbox on this machine: its v4 API, with orders that nobody prints.

Usage: quoin-prodigi-simulator [options]

  --port <number>          where to listen on 127.0.0.1; 0 for any free port (default ${defaultPort})
  --api-key <key>          the key to ask for (default: any that is not empty)
  --stage-ms <ms>          how long each of an order's seven steps takes; 0 to move orders by hand (default ${defaultStageMs})
  --speed <factor>         instead of --stage-ms: as long as in the sandbox, so many times as fast
  --seed <text>            the same seed and calls give the same ids, faults and delays (default: chance)
  --callbacks <how>        on, off, duplicated, reordered, or duplicated,reordered (default on)
  --callback-url <url>     where callbacks go of orders that name no address (default: nowhere)
  --rate-limit <n/s>       calls let in, such as 30/30 for 30 in 30 seconds, as the real service (default: no limit)
  --pause <ms>             hold each order for so long, or until_released (default: not at all)
  --downloads <how>        simulated, or real to fetch the artwork (default simulated)
  --fault <kind=rate>      a fault by chance, such as accept-then-drop=0.05; can be repeated
                           (${faultKinds.join(', ')})
  --help                   this text

Orders live in memory, as long as the process does.
`

const text = { type: 'string' } as const
const known = {
  port: text,
  'api-key': text,
  'stage-ms': text,
  speed: text,
  seed: text,
  callbacks: text,
  'callback-url': text,
  'rate-limit': text,
  pause: text,
  downloads: text,
  fault: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number is needed')
  .transform(Number)
const callbackModes = z.union(
  [
    z.tuple([z.enum(['on', 'off'])]).transform(([mode]) => mode),
    z.array(z.enum(['duplicated', 'reordered'])).transform((modes) => ({
      duplicated: modes.includes('duplicated'),
      reordered: modes.includes('reordered'),
    })),
  ],
  'on, off, duplicated, reordered, or duplicated,reordered is needed',
)

/** Each option, as the part of the simulator's options that it sets. */
const meaning = z.object({
  port: wholeNumber.refine((port) => port < 65_536, 'a port is below 65536').default(defaultPort),
  'api-key': z
    .string()
    .min(1, 'a key is not empty')
    .transform((apiKey) => ({ apiKey }))
    .optional(),
  'stage-ms': wholeNumber.default(defaultStageMs),
  speed: z
    .string()
    .transform(Number)
    .refine((speed) => speed > 0, 'a number above 0 is needed')
    .optional(),
  seed: z
    .string()
    .transform((seed) => ({ seed: /^\d{1,15}$/.test(seed) ? Number(seed) : seed }))
    .optional(),
  callbacks: z
    .string()
    .transform((how) => how.split(','))
    .pipe(callbackModes)
    .transform((callbacks) => ({ callbacks }))
    .optional(),
  'callback-url': z
    .url({ protocol: /^https?$/, error: 'an address of the web is needed' })
    .transform((callbackUrl) => ({ callbackUrl }))
    .optional(),
  'rate-limit': z
    .string()
    .regex(/^[1-9]\d{0,8}\/[1-9]\d{0,8}$/, 'calls and seconds are needed, such as 30/30')
    .transform((limit) => {
      const [calls = 0, seconds = 0] = limit.split('/').map(Number)
      return { rateLimit: { calls, windowMs: seconds * 1000 } }
    })
    .optional(),
  pause: z
    .union([z.literal('until_released'), wholeNumber], 'milliseconds or until_released are needed')
    .transform((pause) => ({ plan: { pause } }))
    .optional(),
  downloads: z
    .enum(['simulated', 'real'], 'simulated or real is needed')
    .transform((downloads) => ({ downloads }))
    .optional(),
  fault: z
    .array(z.string().regex(/^[^=]+=[\d.]+$/, 'a kind and a rate are needed, such as drop=0.05'))
    .transform((pairs) => pairs.map((pair) => pair.split('=')))
    .transform((pairs) => Object.fromEntries(pairs.map(([kind = '', rate]) => [kind, Number(rate)])))
    .pipe(faultRates.shape.rate)
    .transform((rate) => ({ faults: { rate } }))
    .optional(),
})

/** @throws {@link CommandLineError} */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { help = false, ...given } = parse(args)
  if (help) return 'help'
  const read = meaning.safeParse(given)
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `--${nameOf(path)}: ${message}`)
    throw new CommandLineError(problems.join('\n'))
  }
  if (given.speed !== undefined && given['stage-ms'] !== undefined) {
    throw new CommandLineError('--speed and --stage-ms: only one of them can be given')
  }
  const { port, speed, 'stage-ms': stageMs, ...parts } = read.data
  return {
    port,
    options: {
      pace: speed !== undefined ? { speed } : stageMs > 0 ? { stageMs } : 'manual',
      ...parts['api-key'],
      ...parts.seed,
      ...parts.callbacks,
      ...parts['callback-url'],
      ...parts['rate-limit'],
      ...parts.pause,
      ...parts.downloads,
      ...parts.fault,
    },
  }
}

/** The option, and the fault where it is about one. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.filter((part) => typeof part === 'string').join(' ')
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known }).values
  } catch (error) {
    // Its first sentence names the option; what follows is advice about dashes.
    throw new CommandLineError(error instanceof Error ? error.message.replace(/\.\s.*$/s, '') : String(error))
  }
}
