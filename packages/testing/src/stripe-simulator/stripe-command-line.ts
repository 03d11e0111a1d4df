import { z } from 'zod'
import { type CommandLine, readArguments } from '../simulator/command-line.ts'
import {
  faultOption,
  ledgerFileOption,
  portOption,
  seedOption,
  webAddress,
  wholeNumber,
} from '../simulator/command-options.ts'
import { stripeFaultKinds, stripeFaultRates } from './stripe-fault-script.ts'
import type { StripeSimulatorOptions } from './stripe-simulator.ts'

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
  --ledger-file <path>      append all money that moves to this file, before it is answered (default: none)
  --help                    this text

Everything lives in memory, as long as the process does.
`

/** Each option, as the part of the simulator's options that it sets. */
const meaning = z.object({
  port: portOption(defaultPort),
  'secret-key': z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/, 'a key such as sk_test_shop is needed')
    .default(defaultSecretKey),
  'webhook-url': webAddress.transform((webhookUrl) => ({ webhookUrl })).optional(),
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
  seed: seedOption,
  tax: z
    .string()
    .transform(Number)
    .refine((percent) => percent >= 0 && percent <= 100, 'a number from 0 to 100 is needed')
    .transform((taxPercent) => ({ taxPercent }))
    .optional(),
  'settle-ms': wholeNumber.transform((settleAfterMs) => ({ settleAfterMs })).optional(),
  fault: faultOption(stripeFaultRates.shape.rate),
  'ledger-file': ledgerFileOption,
})

/** @throws CommandLineError */
export function readStripeCommandLine(args: readonly string[]): CommandLine<StripeSimulatorOptions> {
  const line = readArguments(args, meaning, ['fault'])
  if (line === 'help') return 'help'
  const { port, 'secret-key': secretKey, 'webhook-secret': webhookSecret, ...parts } = line.read
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
      ...parts['ledger-file'],
    },
  }
}
