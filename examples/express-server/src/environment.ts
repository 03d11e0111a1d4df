import { type LogLevel, logLevels } from '@quoin/core'
import { z } from 'zod'

/** What the environment asks for, checked. */
export interface Environment {
  /** `web` answers, `worker` does the jobs. */
  readonly role: Role
  readonly port: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Null: PGlite in `dataDir`, or in memory when that is null too. */
  readonly databaseUrl: string | null
  /** To Postgres, at most. */
  readonly databaseConnections: number
  readonly dataDir: string | null
  /** The accounts at Stripe, Prodigi and EasyPost. Null: all are simulated. */
  readonly accounts: Accounts | null
  /** Null: one for this run only. */
  readonly authSecret: string | null
  /** Null: customers get no mail. */
  readonly mail: Mail | null
  readonly retry: { readonly baseDelayMs?: number; readonly maxDelayMs?: number; readonly giveUpAfterMs?: number }
  readonly worker: { readonly leaseMs?: number }
  readonly logLevel: LogLevel
}

const roles = ['both', 'web', 'worker'] as const
export type Role = (typeof roles)[number]

export interface Accounts {
  readonly stripe: { readonly secretKey: string; readonly webhookSecrets: string; readonly apiBase?: string }
  readonly prodigi: {
    readonly apiKey: string
    readonly environment: 'sandbox' | 'production'
    readonly baseUrl?: string
  }
  /** Left out: people mark what has been delivered. */
  readonly easypost?: { readonly apiKey: string; readonly webhookSecret: string; readonly apiBase?: string }
}

/** The sender, and the way. */
export type Mail = { readonly from: string; readonly name: string } & (
  | { readonly smtpUrl: string }
  | { readonly resendApiKey: string }
)

/** Its message has a line for each variable at fault. Values are not repeated: some are secrets. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.includes(URL.parse(text)?.protocol ?? ''),
      `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
const origin = url('http:', 'https:')
  .transform((text) => text.replace(/\/$/, ''))
  .refine((text) => URL.parse(text)?.origin === text, 'must be an origin such as http://127.0.0.1:4010')
const key = z.string().regex(/^[\x21-\x7e]+$/, 'must be a key without spaces')

/** `orders@shop.example`, or with a name, `Prints <orders@shop.example>`. */
const sender = /^(?:([^<>\p{C}]*?)\s*<)?([^\s<>,@\p{C}]+@[^\s<>,@\p{C}]+?)>?$/u

const variables = z.object({
  /** What this process does: `web` answers requests, `worker` does the jobs; for shops of several processes, on one Postgres. @default `both` */
  ROLE: z.enum(roles, `must be one of ${roles.join(', ')}`).default('both'),
  /** Where it listens. @default 4000 */
  PORT: whole(1, 65_535).default(4000),
  /** The address to listen on. @default `0.0.0.0`, with simulators `127.0.0.1` */
  HOST: z.string().optional(),
  /** Where customers, Stripe and Prodigi reach the shop: an origin such as `https://shop.example`. @default `http://localhost:<PORT>`; needed in production */
  PUBLIC_URL: origin.optional(),
  /** Postgres 15 or later. @default PGlite */
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  /** How many connections to Postgres this process has at most. @default 20 */
  DATABASE_CONNECTIONS: whole(1, 1_000).default(20),
  /** PGlite's folder, for one process at a time (the file `lock` in it sees to that, on one machine). @default in memory */
  QUOIN_DATA_DIR: z.string().optional(),
  /** `sk_…` or `rk_…`. @default simulated */
  STRIPE_SECRET_KEY: key.optional(),
  /** `whsec_…`, of the webhook endpoint. @default simulated */
  STRIPE_WEBHOOK_SECRET: key.optional(),
  /** An origin in place of Stripe's own. @default Stripe's own */
  STRIPE_API_BASE: origin.optional(),
  /** The key of its `PRODIGI_ENVIRONMENT`. @default simulated */
  PRODIGI_API_KEY: key.optional(),
  /** `sandbox`, where nothing is printed, or `production`. @default simulated */
  PRODIGI_ENVIRONMENT: z.enum(['sandbox', 'production'], 'must be sandbox or production').optional(),
  /** An origin in place of Prodigi's own. @default Prodigi's own */
  PRODIGI_BASE_URL: origin.optional(),
  /** `EZAK…` or, with the sandbox, `EZTK…`. @default an admin marks what is delivered; simulated with the others */
  EASYPOST_API_KEY: key.optional(),
  /** What the webhook was made with. @default needed with `EASYPOST_API_KEY` */
  EASYPOST_WEBHOOK_SECRET: z.string().optional(),
  /** An origin in place of EasyPost's own. @default EasyPost's own */
  EASYPOST_API_BASE: origin.optional(),
  /** Signs tokens, guest links and callback addresses, of 16 characters or more: `openssl rand -hex 32`. @default one for this run; needed with keys */
  AUTH_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** How customers get mails: `smtps://user:password@mail.example`. @default no mail, unless there is `RESEND_API_KEY` */
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  /** How customers get mails where SMTP is closed: `re_…`. @default no mail, unless there is `SMTP_URL` */
  RESEND_API_KEY: key.optional(),
  /** From whom, such as `Sunrise Prints <orders@shop.example>`. @default needed with either */
  MAIL_FROM: z.string().regex(sender, 'must be an address such as orders@shop.example').optional(),
  /** The first wait before work is tried again, at most. @default 1000 */
  RETRY_BASE_DELAY_MS: whole(1, 86_400_000).optional(),
  /** The longest wait before work is tried again; also how long Prodigi is left alone at most while it fails. @default 900000 */
  RETRY_MAX_DELAY_MS: whole(1, 86_400_000).optional(),
  /** How old work that still fails may be before it is given up, and a person is told. @default 345600000 */
  RETRY_GIVE_UP_AFTER_MS: whole(1, 2_592_000_000).optional(),
  /** After how long the work of a process that died is taken up again. @default 20000 */
  JOB_LEASE_MS: whole(100, 3_600_000).optional(),
  /** `debug`, `info`, `warn`, `error` or `silent`. @default info */
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
})
type Variables = z.infer<typeof variables>
type Name = keyof Variables

/** What has to be set as well. Half a setup is a slip, and guessing the other half would print, or lose, an order. */
const companions: Partial<Record<Name, readonly Name[]>> = {
  STRIPE_SECRET_KEY: ['STRIPE_WEBHOOK_SECRET', 'PRODIGI_API_KEY', 'AUTH_SECRET'],
  STRIPE_WEBHOOK_SECRET: ['STRIPE_SECRET_KEY'],
  STRIPE_API_BASE: ['STRIPE_SECRET_KEY'],
  PRODIGI_API_KEY: ['PRODIGI_ENVIRONMENT', 'STRIPE_SECRET_KEY', 'AUTH_SECRET'],
  PRODIGI_ENVIRONMENT: ['PRODIGI_API_KEY'],
  PRODIGI_BASE_URL: ['PRODIGI_API_KEY'],
  EASYPOST_API_KEY: ['EASYPOST_WEBHOOK_SECRET', 'PRODIGI_API_KEY'],
  EASYPOST_WEBHOOK_SECRET: ['EASYPOST_API_KEY'],
  EASYPOST_API_BASE: ['EASYPOST_API_KEY'],
  SMTP_URL: ['MAIL_FROM'],
  RESEND_API_KEY: ['MAIL_FROM'],
}

/**
 * Reads the environment of the process. Empty variables count as unset.
 *
 * @throws {@link EnvironmentError} naming every variable at fault.
 */
export function parseEnvironment(env: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const parsed = variables.safeParse(given)
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}.`),
    ...missing(given),
    ...(parsed.data ? [...roleFaults(parsed.data), ...liveFaults(parsed.data), ...mailFaults(parsed.data)] : []),
  ]
  if (!parsed.success || faults.length > 0) throw new EnvironmentError(faults.join('\n'))
  return toEnvironment(parsed.data)
}

function missing(given: Readonly<Record<string, string>>): string[] {
  const reasons = new Map<Name, string>()
  for (const [name, others] of Object.entries(companions)) {
    if (given[name] === undefined) continue
    for (const other of others) if (given[other] === undefined && !reasons.has(other)) reasons.set(other, name)
  }
  return Array.from(reasons, ([name, because]) => `${name} is missing: ${because} is set and needs it.`)
}

/** Processes of one shop share a database, and the accounts. */
function roleFaults({ ROLE, DATABASE_URL, STRIPE_SECRET_KEY }: Variables): string[] {
  if (ROLE === 'both') return []
  const needed = { DATABASE_URL, STRIPE_SECRET_KEY }
  const missing = Object.entries(needed).filter(([, value]) => value === undefined)
  return missing.map(([name]) => `${name} is missing: ROLE=${ROLE} is set and needs it.`)
}

/** Test money must not print, and real money must (S20). */
function liveFaults(env: Variables): string[] {
  const { STRIPE_SECRET_KEY, PRODIGI_ENVIRONMENT, PUBLIC_URL, AUTH_SECRET, EASYPOST_API_KEY } = env
  if (STRIPE_SECRET_KEY === undefined || PRODIGI_ENVIRONMENT === undefined) return []
  const takesMoney = /^[sr]k_live_/.test(STRIPE_SECRET_KEY)
  const prints = PRODIGI_ENVIRONMENT === 'production'
  const faults: string[] = []
  if (takesMoney !== prints) {
    const mode = takesMoney ? 'a live' : 'a test'
    faults.push(`STRIPE_SECRET_KEY is ${mode} key, which does not go with PRODIGI_ENVIRONMENT=${PRODIGI_ENVIRONMENT}.`)
  }
  if (prints && PUBLIC_URL === undefined) {
    faults.push('PUBLIC_URL is missing: PRODIGI_ENVIRONMENT=production fetches the artwork from there.')
  }
  if (prints && (AUTH_SECRET?.length ?? 0) < 32) {
    faults.push('AUTH_SECRET must have at least 32 characters with PRODIGI_ENVIRONMENT=production.')
  }
  if (prints && EASYPOST_API_KEY?.startsWith('EZTK')) {
    faults.push('EASYPOST_API_KEY is a test key, which follows no parcel of PRODIGI_ENVIRONMENT=production.')
  }
  return faults
}

function mailFaults({ SMTP_URL, RESEND_API_KEY, MAIL_FROM }: Variables): string[] {
  if (SMTP_URL && RESEND_API_KEY) return ['SMTP_URL and RESEND_API_KEY are both set: mail goes one way.']
  const isWithoutWay = MAIL_FROM !== undefined && !SMTP_URL && !RESEND_API_KEY
  return isWithoutWay ? ['SMTP_URL or RESEND_API_KEY is missing: MAIL_FROM is set and needs one.'] : []
}

function toEnvironment(env: Variables): Environment {
  const accounts = accountsOf(env)
  return {
    role: env.ROLE,
    port: env.PORT,
    // Simulators and their admin token are for this machine only.
    host: env.HOST ?? (accounts ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseConnections: env.DATABASE_CONNECTIONS,
    dataDir: env.QUOIN_DATA_DIR ?? null,
    accounts,
    authSecret: env.AUTH_SECRET ?? null,
    mail: mailOf(env),
    retry: {
      ...(env.RETRY_BASE_DELAY_MS !== undefined && { baseDelayMs: env.RETRY_BASE_DELAY_MS }),
      ...(env.RETRY_MAX_DELAY_MS !== undefined && { maxDelayMs: env.RETRY_MAX_DELAY_MS }),
      ...(env.RETRY_GIVE_UP_AFTER_MS !== undefined && { giveUpAfterMs: env.RETRY_GIVE_UP_AFTER_MS }),
    },
    worker: { ...(env.JOB_LEASE_MS !== undefined && { leaseMs: env.JOB_LEASE_MS }) },
    logLevel: env.LOG_LEVEL,
  }
}

function accountsOf(env: Variables): Accounts | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, PRODIGI_API_KEY, PRODIGI_ENVIRONMENT } = env
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET || !PRODIGI_API_KEY || !PRODIGI_ENVIRONMENT) return null
  return {
    stripe: {
      secretKey: STRIPE_SECRET_KEY,
      webhookSecrets: STRIPE_WEBHOOK_SECRET,
      ...(env.STRIPE_API_BASE !== undefined && { apiBase: env.STRIPE_API_BASE }),
    },
    prodigi: {
      apiKey: PRODIGI_API_KEY,
      environment: PRODIGI_ENVIRONMENT,
      ...(env.PRODIGI_BASE_URL !== undefined && { baseUrl: env.PRODIGI_BASE_URL }),
    },
    ...easypostOf(env),
  }
}

function easypostOf({ EASYPOST_API_KEY, EASYPOST_WEBHOOK_SECRET, EASYPOST_API_BASE }: Variables) {
  if (!EASYPOST_API_KEY || !EASYPOST_WEBHOOK_SECRET) return {}
  const easypost = { apiKey: EASYPOST_API_KEY, webhookSecret: EASYPOST_WEBHOOK_SECRET }
  return { easypost: { ...easypost, ...(EASYPOST_API_BASE !== undefined && { apiBase: EASYPOST_API_BASE }) } }
}

function mailOf({ SMTP_URL, RESEND_API_KEY, MAIL_FROM = '' }: Variables): Mail | null {
  const [, name, from = ''] = sender.exec(MAIL_FROM) ?? []
  const whose = { from, name: name || 'Sunrise Prints' }
  if (SMTP_URL) return { ...whose, smtpUrl: SMTP_URL }
  return RESEND_API_KEY ? { ...whose, resendApiKey: RESEND_API_KEY } : null
}
