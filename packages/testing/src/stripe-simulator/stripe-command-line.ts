import { parseArgs } from 'node:util'
import { z } from 'zod'
import { stripeFaultKinds, stripeFaultRates } from './stripe-fault-script.ts'
import type { StripeSimulatorOptions } from './stripe-simulator.ts'

/** What the arguments ask for. */
export type StripeCommandLine = 'help' | { readonly port: number; readonly options: StripeSimulatorOptions }

/** Arguments that can't be understood; the message names the option. */
export class StripeCommandLineError extends Error {
  override readonly name = 'StripeCommandLineError'
}

const defaultPort = 4011
const defaultSecretKey = 'sk_test_simulator'
const defaultWebhookSecret = 'whsec_simulator'

export const stripeUsage = `A stand-in for Stripe on this machine: Checkout for one payment, without money.

Usage: quoin-stripe-simulator [options]

  --port <number>           where to listen on 127.0.0.1; 0 for any free port (default ${defaultPort})
  --secret-key <key>        the key to ask for; sk_live_… makes everything live (default ${defaultSecretKey})
  --webhook-url <url>       where events go (default: nowhere)
  --webhook-secret <secret> what signs them (default ${defaultWebhookSecret})
  --webhook-events <list>   which events go there, such as checkout.session.*,refund.* or * (default: what a shop needs)
  --retries <how>           when a webhook that failed is tried again: quick, live or sandbox (default quick)
  --copies <number>         how often each event is sent at once (default 1)
  --reorder <ms>            let events overtake each other within this time (default 0: in order)
  --seed <text>             the same seed and calls give the same ids, faults and delays (default: chance)
  --tax <percent>           exclusive tax, where a session has automatic tax (default 0)
  --settle-ms <ms>          when bank debits, and refunds to some test cards, come to their end (default 180000)
  --fault <kind=rate>       a fault by chance, such as accept-then-drop=0.05; can be repeated
                            (${stripeFaultKinds.join(', ')})
  --help                    this text

Everything lives in memory, as long as the process does.
`

const text = { type: 'string' } as const
const known = {
  port: text,
  'secret-key': text,
  'webhook-url': text,
  'webhook-secret': text,
  'webhook-events': text,
  retries: text,
  copies: text,
  reorder: text,
  seed: text,
  tax: text,
  'settle-ms': text,
  fault: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number is needed')
  .transform(Number)

/** Each option, as the part of the simulator's options that it sets. */
const meaning = z.object({
  port: wholeNumber.refine((port) => port < 65_536, 'a port is below 65536').default(defaultPort),
  'secret-key': z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/, 'a key such as sk_test_shop is needed')
    .default(defaultSecretKey),
  'webhook-url': z
    .url({ protocol: /^https?$/, error: 'an address of the web is needed' })
    .transform((webhookUrl) => ({ webhookUrl }))
    .optional(),
  'webhook-secret': z.string().min(1, 'a secret is not empty').default(defaultWebhookSecret),
  'webhook-events': z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.string().regex(/^(\*|[a-z0-9_.]+(\.\*)?)$/, 'types with commas between them are needed')))
    .transform((webhookEvents) => ({ webhookEvents }))
    .optional(),
  retries: z
    .enum(['quick', 'live', 'sandbox'], 'quick, live or sandbox is needed')
    .transform((webhookRetries) => ({ webhookRetries }))
    .optional(),
  copies: wholeNumber
    .refine((copies) => copies >= 1 && copies <= 100, 'a number from 1 to 100 is needed')
    .transform((copies) => ({ copies }))
    .optional(),
  reorder: wholeNumber.transform((reorder) => ({ reorder })).optional(),
  seed: z
    .string()
    .transform((seed) => ({ seed: /^\d{1,15}$/.test(seed) ? Number(seed) : seed }))
    .optional(),
  tax: z
    .string()
    .transform(Number)
    .refine((percent) => percent >= 0 && percent <= 100, 'a number from 0 to 100 is needed')
    .transform((taxPercent) => ({ taxPercent }))
    .optional(),
  'settle-ms': wholeNumber.transform((settleAfterMs) => ({ settleAfterMs })).optional(),
  fault: z
    .array(z.string().regex(/^[^=]+=[\d.]+$/, 'a kind and a rate are needed, such as drop=0.05'))
    .transform((pairs) => pairs.map((pair) => pair.split('=')))
    .transform((pairs) => Object.fromEntries(pairs.map(([kind = '', rate]) => [kind, Number(rate)])))
    .pipe(stripeFaultRates.shape.rate)
    .transform((rate) => ({ faults: { rate } }))
    .optional(),
})

/** @throws {@link StripeCommandLineError} */
export function readStripeCommandLine(args: readonly string[]): StripeCommandLine {
  const { help = false, ...given } = parse(args)
  if (help) return 'help'
  const read = meaning.safeParse(given)
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `--${nameOf(path)}: ${message}`)
    throw new StripeCommandLineError(problems.join('\n'))
  }
  const { port, 'secret-key': secretKey, 'webhook-secret': webhookSecret, ...parts } = read.data
  return {
    port,
    options: {
      secretKey,
      webhookSecret,
      ...parts['webhook-url'],
      ...parts['webhook-events'],
      ...parts.retries,
      ...parts.copies,
      ...parts.reorder,
      ...parts.seed,
      ...parts.tax,
      ...parts['settle-ms'],
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
    throw new StripeCommandLineError(error instanceof Error ? error.message.replace(/\.\s.*$/s, '') : String(error))
  }
}
