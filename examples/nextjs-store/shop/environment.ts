import { z } from 'zod'

const variables = z.object({
  /** Where it listens. @default 3000 */
  PORT: z.string().default('3000'),
  /** Where customers, Stripe and Prodigi reach the shop: an origin such as `https://shop.example`. @default `http://localhost:<PORT>`; needed with keys */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Postgres 15 or later. @default PGlite */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** PGlite's folder, for one process at a time. @default in memory */
  QUOIN_DATA_DIR: z.string().optional(),
  /** `sk_…` or `rk_…`. @default simulated */
  STRIPE_SECRET_KEY: z.string().optional(),
  /** `whsec_…`, of the webhook endpoint. @default simulated */
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** An origin in place of Stripe's own, such as a simulator in a process of its own. @default Stripe's own */
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  /** The key of its `PRODIGI_ENVIRONMENT`. @default simulated */
  PRODIGI_API_KEY: z.string().optional(),
  /** `sandbox`, where nothing is printed, or `production`. @default simulated */
  PRODIGI_ENVIRONMENT: z.enum(['sandbox', 'production']).optional(),
  /** An origin in place of Prodigi's own. @default Prodigi's own */
  PRODIGI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs sessions, guest links and callback addresses, of 32 characters or more: `openssl rand -hex 32`. @default new with each start; needed with keys */
  AUTH_SECRET: z.string().min(32).optional(),
  /** Lets the owner sign in, of 12 characters or more. @default with keys nobody, with simulators anybody */
  ADMIN_PASSWORD: z.string().min(12).optional(),
})
const realShop = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'PRODIGI_API_KEY', 'PRODIGI_ENVIRONMENT'] as const

/** The accounts at Stripe and Prodigi. */
export interface Accounts {
  readonly stripe: { readonly secretKey: string; readonly webhookSecrets: string; readonly apiBase?: string }
  readonly prodigi: {
    readonly apiKey: string
    readonly environment: 'sandbox' | 'production'
    readonly baseUrl?: string
  }
}

/** What the environment asks for. */
export interface Environment {
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly databaseUrl: string | null
  /** PGlite's folder; null for the memory. */
  readonly dataDir: string | null
  /** Null: both are simulated. */
  readonly accounts: Accounts | null
  readonly authSecret: string | null
  readonly adminPassword: string | null
}

/**
 * Reads the environment of the process. Empty variables count as unset.
 *
 * @throws an error that names every variable at fault, and repeats no value.
 */
export function parseEnvironment(env: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = variables.safeParse(given)
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  const missing = [...realShop, 'AUTH_SECRET', 'PUBLIC_URL'].filter((name) => given[name] === undefined)
  // Half a setup is a slip, and guessing the other half would print, or lose, an order.
  if (realShop.some((name) => given[name] !== undefined)) faults.push(...missing.map((name) => `${name} is missing.`))
  const isLive = /^[sr]k_live_/.test(given['STRIPE_SECRET_KEY'] ?? '')
  if (given['PRODIGI_ENVIRONMENT'] && isLive !== (given['PRODIGI_ENVIRONMENT'] === 'production')) {
    faults.push('STRIPE_SECRET_KEY and PRODIGI_ENVIRONMENT: either both are live, or both are for tests.')
  }
  if (!parsed.success || faults.length > 0) throw new Error(`The environment is not right.\n${faults.join('\n')}`)
  const { data } = parsed
  return {
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/$/, ''),
    databaseUrl: data.DATABASE_URL ?? null,
    dataDir: data.QUOIN_DATA_DIR ?? null,
    accounts: accountsOf(data),
    authSecret: data.AUTH_SECRET ?? null,
    adminPassword: data.ADMIN_PASSWORD ?? null,
  }
}

function accountsOf(env: z.infer<typeof variables>): Accounts | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, PRODIGI_API_KEY, PRODIGI_ENVIRONMENT } = env
  const [apiBase, baseUrl] = [env.STRIPE_API_BASE, env.PRODIGI_BASE_URL]
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET || !PRODIGI_API_KEY || !PRODIGI_ENVIRONMENT) return null
  return {
    stripe: { secretKey: STRIPE_SECRET_KEY, webhookSecrets: STRIPE_WEBHOOK_SECRET, ...(apiBase && { apiBase }) },
    prodigi: { apiKey: PRODIGI_API_KEY, environment: PRODIGI_ENVIRONMENT, ...(baseUrl && { baseUrl }) },
  }
}
