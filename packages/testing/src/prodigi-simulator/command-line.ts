import { z } from 'zod'
import { type CommandLine, CommandLineError, readArguments } from '../simulator/command-line.ts'
import {
  faultOption,
  ledgerFileOption,
  portOption,
  seedOption,
  webAddress,
  wholeNumber,
} from '../simulator/command-options.ts'
import { faultRates } from './fault-rates.ts'
import { faultKinds } from './fault-script.ts'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'

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
  --ledger-file <path>     append every order that is made to this file, before it is answered (default: none)
  --help                   this text

Orders live in memory, as long as the process does.
`

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
  port: portOption(defaultPort),
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
  seed: seedOption,
  callbacks: z
    .string()
    .transform((how) => how.split(','))
    .pipe(callbackModes)
    .transform((callbacks) => ({ callbacks }))
    .optional(),
  'callback-url': webAddress.transform((callbackUrl) => ({ callbackUrl })).optional(),
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
  fault: faultOption(faultRates.shape.rate),
  'ledger-file': ledgerFileOption,
})

/** @throws {@link CommandLineError} */
export function readCommandLine(args: readonly string[]): CommandLine<ProdigiSimulatorOptions> {
  const line = readArguments(args, meaning, ['fault'])
  if (line === 'help') return 'help'
  if (line.given.has('speed') && line.given.has('stage-ms')) {
    throw new CommandLineError('--speed and --stage-ms: only one of them can be given')
  }
  const { port, speed, 'stage-ms': stageMs, ...parts } = line.read
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
      ...parts['ledger-file'],
    },
  }
}
