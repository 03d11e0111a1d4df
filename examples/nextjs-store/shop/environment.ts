import { z } from 'zod'

const variables = z.object({
  PORT: z.string().default('3000'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  QUOIN_DATA_DIR: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  PRODIGI_API_KEY: z.string().optional(),
  PRODIGI_ENVIRONMENT: z.enum(['sandbox', 'production']).optional(),
  AUTH_SECRET: z.string().min(32).optional(),
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
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET || !PRODIGI_API_KEY || !PRODIGI_ENVIRONMENT) return null
  return {
    stripe: { secretKey: STRIPE_SECRET_KEY, webhookSecrets: STRIPE_WEBHOOK_SECRET },
    prodigi: { apiKey: PRODIGI_API_KEY, environment: PRODIGI_ENVIRONMENT },
  }
}
