import { describe, expect, test } from 'vitest'
import { EnvironmentError, parseEnvironment } from '../examples/express-server/src/environment.ts'

const keys = {
  STRIPE_SECRET_KEY: 'sk_test_planted',
  STRIPE_WEBHOOK_SECRET: 'whsec_planted',
  PRODIGI_API_KEY: 'planted-key',
  PRODIGI_ENVIRONMENT: 'sandbox',
  AUTH_SECRET: 'planted-and-of-enough-length-for-it',
}
const live = {
  ...keys,
  STRIPE_SECRET_KEY: 'rk_live_planted',
  PRODIGI_ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://shop.example',
}
const without = (name: keyof typeof keys) => ({ ...keys, [name]: undefined })

const faults: [given: string, variables: NodeJS.ProcessEnv, named: string[]][] = [
  ['no webhook secret', without('STRIPE_WEBHOOK_SECRET'), ['STRIPE_WEBHOOK_SECRET']],
  ['no Stripe key', without('STRIPE_SECRET_KEY'), ['STRIPE_SECRET_KEY']],
  ['no Prodigi key', without('PRODIGI_API_KEY'), ['PRODIGI_API_KEY']],
  ['no Prodigi environment', without('PRODIGI_ENVIRONMENT'), ['PRODIGI_ENVIRONMENT']],
  ['keys and no AUTH_SECRET', without('AUTH_SECRET'), ['AUTH_SECRET']],
  ['an empty variable', { ...keys, STRIPE_WEBHOOK_SECRET: ' ' }, ['STRIPE_WEBHOOK_SECRET']],
  [
    'Stripe without Prodigi',
    { STRIPE_SECRET_KEY: 'sk_test_planted', STRIPE_WEBHOOK_SECRET: 'whsec_planted' },
    ['PRODIGI_API_KEY', 'AUTH_SECRET'],
  ],
  ['an address of Stripe without a key', { STRIPE_API_BASE: 'http://127.0.0.1:1' }, ['STRIPE_SECRET_KEY']],
  ['an address of Prodigi without a key', { PRODIGI_BASE_URL: 'http://127.0.0.1:1' }, ['PRODIGI_API_KEY']],
  ['an EasyPost key without its secret', { ...keys, EASYPOST_API_KEY: 'EZTKplanted' }, ['EASYPOST_WEBHOOK_SECRET']],
  ['a secret of EasyPost without a key', { ...keys, EASYPOST_WEBHOOK_SECRET: 'planted' }, ['EASYPOST_API_KEY']],
  ['an address of EasyPost without a key', { ...keys, EASYPOST_API_BASE: 'http://planted' }, ['EASYPOST_API_KEY']],
  [
    'EasyPost with simulators',
    { EASYPOST_API_KEY: 'EZTKplanted', EASYPOST_WEBHOOK_SECRET: 'planted' },
    ['PRODIGI_API_KEY'],
  ],
  [
    'a test key of EasyPost in production',
    { ...live, EASYPOST_API_KEY: 'EZTKplanted', EASYPOST_WEBHOOK_SECRET: 'planted' },
    ['EASYPOST_API_KEY'],
  ],
  ['mail without a sender', { SMTP_URL: 'smtp://localhost' }, ['MAIL_FROM']],
  ['mail by Resend without a sender', { RESEND_API_KEY: 're_planted' }, ['MAIL_FROM']],
  ['a sender without mail', { MAIL_FROM: 'planted@shop.example' }, ['SMTP_URL', 'RESEND_API_KEY']],
  [
    'two ways for mail',
    { SMTP_URL: 'smtp://planted', RESEND_API_KEY: 're_planted', MAIL_FROM: 'planted@shop.example' },
    ['SMTP_URL', 'RESEND_API_KEY'],
  ],
  ['a sender that is no address', { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'planted' }, ['MAIL_FROM']],
  ['an unknown Prodigi environment', { ...keys, PRODIGI_ENVIRONMENT: 'planted' }, ['PRODIGI_ENVIRONMENT']],
  ['a worker without a database that it shares', { ...keys, ROLE: 'worker' }, ['DATABASE_URL']],
  ['a process of several with simulators of its own', { ROLE: 'web' }, ['DATABASE_URL', 'STRIPE_SECRET_KEY']],
  ['an unknown role', { ROLE: 'planted' }, ['ROLE']],
  ['a live Stripe key in the sandbox (S20)', { ...live, PRODIGI_ENVIRONMENT: 'sandbox' }, ['STRIPE_SECRET_KEY']],
  ['a test Stripe key in production (S20)', { ...live, STRIPE_SECRET_KEY: 'sk_test_planted' }, ['PRODIGI_ENVIRONMENT']],
  ['a key without a mode in production (S20)', { ...live, STRIPE_SECRET_KEY: 'planted' }, ['STRIPE_SECRET_KEY']],
  ['production without an address', { ...live, PUBLIC_URL: undefined }, ['PUBLIC_URL']],
  ['production with a short secret', { ...live, AUTH_SECRET: 'planted-planted' }, ['AUTH_SECRET']],
  ['a short secret', { AUTH_SECRET: 'planted' }, ['AUTH_SECRET']],
  ['a path where an origin belongs', { ...keys, PRODIGI_BASE_URL: 'http://planted/v4.0' }, ['PRODIGI_BASE_URL']],
  ['a database that is none', { DATABASE_URL: 'mysql://planted' }, ['DATABASE_URL']],
  [
    'several malformed variables',
    {
      PORT: '70000',
      LOG_LEVEL: 'planted',
      JOB_LEASE_MS: '-1',
      RETRY_BASE_DELAY_MS: '1e3',
      RETRY_MAX_DELAY_MS: '0',
      RETRY_GIVE_UP_AFTER_MS: '0',
    },
    ['PORT', 'LOG_LEVEL', 'JOB_LEASE_MS', 'RETRY_BASE_DELAY_MS', 'RETRY_MAX_DELAY_MS', 'RETRY_GIVE_UP_AFTER_MS'],
  ],
]

describe('the environment of the example shop', () => {
  test.each(faults)('given %s, it is refused by the name of the variable alone', (_given, variables, named) => {
    // When
    const parse = () => parseEnvironment(variables)

    // Then
    expect(parse).toThrow(EnvironmentError)
    for (const name of named) expect(parse).toThrow(name)
    expect(parse).not.toThrow('planted')
  })

  test('given nothing, everything is simulated, in memory, and for this machine only', () => {
    expect(parseEnvironment({})).toEqual({
      role: 'both',
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      databaseUrl: null,
      databaseConnections: 20,
      dataDir: null,
      accounts: null,
      authSecret: null,
      mail: null,
      retry: {},
      worker: {},
      logLevel: 'info',
    })
  })

  test('given everything, everything is taken over', () => {
    const environment = parseEnvironment({
      ...keys,
      ROLE: 'worker',
      PORT: '4321',
      PUBLIC_URL: 'https://shop.example/',
      DATABASE_URL: 'postgres://db/shop',
      DATABASE_CONNECTIONS: '5',
      STRIPE_API_BASE: 'http://127.0.0.1:4011',
      PRODIGI_BASE_URL: 'http://127.0.0.1:4010',
      EASYPOST_API_KEY: 'EZTKplanted',
      EASYPOST_WEBHOOK_SECRET: 'planted secret',
      EASYPOST_API_BASE: 'http://127.0.0.1:4012',
      SMTP_URL: 'smtp://localhost',
      MAIL_FROM: 'Prints <shop@shop.example>',
      RETRY_BASE_DELAY_MS: '50',
      RETRY_MAX_DELAY_MS: '500',
      RETRY_GIVE_UP_AFTER_MS: '60000',
      JOB_LEASE_MS: '2000',
      LOG_LEVEL: 'debug',
    })

    expect(environment).toEqual({
      role: 'worker',
      port: 4321,
      host: '0.0.0.0',
      publicUrl: 'https://shop.example',
      databaseUrl: 'postgres://db/shop',
      databaseConnections: 5,
      dataDir: null,
      accounts: {
        stripe: { secretKey: 'sk_test_planted', webhookSecrets: 'whsec_planted', apiBase: 'http://127.0.0.1:4011' },
        prodigi: { apiKey: 'planted-key', environment: 'sandbox', baseUrl: 'http://127.0.0.1:4010' },
        easypost: { apiKey: 'EZTKplanted', webhookSecret: 'planted secret', apiBase: 'http://127.0.0.1:4012' },
      },
      authSecret: keys.AUTH_SECRET,
      mail: { smtpUrl: 'smtp://localhost', from: 'shop@shop.example', name: 'Prints' },
      retry: { baseDelayMs: 50, maxDelayMs: 500, giveUpAfterMs: 60_000 },
      worker: { leaseMs: 2000 },
      logLevel: 'debug',
    })
  })

  test('given live keys for both, it is accepted', () => {
    expect(parseEnvironment(live).accounts?.prodigi.environment).toBe('production')
  })
})
