import { once } from 'node:events'
import { createServer } from 'node:http'
import { encode } from '@auth/core/jwt'
import type { Authenticate } from '@quoin/http'
import { createClient } from '@supabase/supabase-js'
import type { BetterAuthOptions } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { recipe } from './recipe.ts'

const page = 'docs/access.md'
type ShopAuth = { auth: { handler(request: Request): Promise<Response> }; authenticate: Authenticate }
const ada = { userId: 'ada', role: 'customer' }
const root = { userId: 'root', role: 'admin' }

const asking = (headers: Record<string, string> = {}) => new Request('https://shop.example/api/orders', { headers })
const bearer = (token: string) => asking({ authorization: `Bearer ${token}` })
const sign = (claims: JWTPayload, key: CryptoKey | Uint8Array, header: { alg: string; kid?: string }) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key)
const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600

describe('JSON web tokens', () => {
  const secret = new TextEncoder().encode('a secret that only servers know')
  const other = new TextEncoder().encode('a secret of somebody else alone')

  test('say who it is, when they are signed and last', async () => {
    const make = await recipe<(secret: Uint8Array) => Authenticate>(page, 'jwtAuthenticate')
    const authenticate = make(secret)
    const tokenOf = (claims: JWTPayload, key = secret) => sign(claims, key, { alg: 'HS256' })
    const exp = inAnHour()
    expect(await authenticate(bearer(await tokenOf({ sub: 'ada', exp })))).toEqual(ada)
    expect(await authenticate(bearer(await tokenOf({ sub: 'root', role: 'admin', exp })))).toEqual(root)
    const refused = [
      await tokenOf({ sub: 'ada', exp: exp - 7_200 }),
      await tokenOf({ sub: 'ada' }),
      await tokenOf({ exp }),
      await tokenOf({ sub: 'ada', exp }, other),
      `${unsigned({ alg: 'none' })}.${unsigned({ sub: 'ada', exp })}.`,
      'nonsense',
    ]
    for (const token of refused) expect([token, await authenticate(bearer(token))]).toEqual([token, null])
    expect(await authenticate(asking())).toBeNull()
  })
})

describe('Auth.js', () => {
  const config = {
    secret: 'a secret that only servers know',
    trustHost: true,
    basePath: '/auth',
    providers: [],
    logger: { error: () => {} },
    callbacks: {
      session: ({ session, token }: { session: object; token: Record<string, unknown> }) => ({
        ...session,
        user: { id: token['sub'], role: token['role'] },
      }),
    },
  }

  test('says who it is by its session cookie', async () => {
    const make = await recipe<(settings: object) => Authenticate>(page, 'authJsAuthenticate')
    const authenticate = make(config)
    const salt = '__Secure-authjs.session-token'
    const cookieOf = async (token: Record<string, unknown>, secret = config.secret) =>
      asking({ cookie: `${salt}=${await encode({ token, secret, salt })}` })
    expect(await authenticate(await cookieOf({ sub: 'ada' }))).toEqual(ada)
    expect(await authenticate(await cookieOf({ sub: 'root', role: 'admin' }))).toEqual(root)
    expect(await authenticate(await cookieOf({ sub: 'ada' }, 'a secret of somebody else'))).toBeNull()
    expect(await authenticate(asking())).toBeNull()
  })
})

describe('better-auth', () => {
  test('says who it is by its session cookie', async () => {
    const database: Record<string, Record<string, unknown>[]> = { user: [], session: [], account: [], verification: [] }
    const make = await recipe<(options: BetterAuthOptions) => ShopAuth>(page, 'shopAuth')
    const { auth, authenticate } = make({
      baseURL: 'https://shop.example',
      secret: 'a secret that only servers know, and long',
      database: memoryAdapter(database),
      emailAndPassword: { enabled: true },
      telemetry: { enabled: false },
    })
    const response = await auth.handler(
      new Request('https://shop.example/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
        body: JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }),
      }),
    )
    expect(response.status).toBe(200)
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const user = database['user']?.[0] ?? {}
    const userId = user['id']
    expect(userId).toEqual(expect.any(String))
    expect(await authenticate(asking({ cookie }))).toEqual({ userId, role: 'customer' })
    Object.assign(user, { role: 'admin' })
    expect(await authenticate(asking({ cookie }))).toEqual({ userId, role: 'admin' })
    expect(await authenticate(asking({ cookie: cookie.replace('.', 'x.') }))).toBeNull()
    expect(await authenticate(asking())).toBeNull()
  })
})

describe('Supabase', () => {
  let keys: unknown[] = []
  let key: CryptoKey
  let status = 200
  /** The two endpoints of a project that are asked: its keys, and who a token belongs to. */
  const project = createServer((request, response) => {
    const found = request.url === '/auth/v1/.well-known/jwks.json'
    response.writeHead(found ? status : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ? { keys } : { code: 401, error_code: 'bad_jwt', msg: 'invalid JWT' }))
  })
  let url: string

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256')
    key = pair.privateKey
    keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'ES256', use: 'sig', key_ops: ['verify'] }]
    project.listen(0, '127.0.0.1')
    await once(project, 'listening')
    const address = project.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  afterAll(() => void project.close())

  const client = () => createClient(url, 'publishable', { auth: { persistSession: false, autoRefreshToken: false } })
  test.each<[string, () => unknown]>([
    ['supabaseAuthenticate', client],
    ['supabaseKeysAuthenticate', () => url],
  ])('%s says who it is, and fails when the keys can not be had', async (name, argument) => {
    const make = await recipe<(argument: unknown) => Authenticate>(page, name)
    const authenticate = make(argument())
    const tokenOf = (claims: JWTPayload, signedBy = key, kid = 'first') =>
      sign({ iss: `${url}/auth/v1`, aud: 'authenticated', sub: 'ada', exp: inAnHour(), ...claims }, signedBy, {
        alg: 'ES256',
        kid,
      })
    expect(await authenticate(bearer(await tokenOf({})))).toEqual(ada)
    const metadata = { app_metadata: { role: 'admin' } }
    expect(await authenticate(bearer(await tokenOf({ sub: 'root', ...metadata })))).toEqual(root)
    expect(await authenticate(bearer(await tokenOf({ user_metadata: { role: 'admin' }, role: 'admin' })))).toEqual(ada)
    const { privateKey } = await generateKeyPair('ES256')
    for (const token of [
      await tokenOf({ exp: inAnHour() - 7_200 }),
      await tokenOf({}, privateKey),
      await sign({ sub: 'ada', exp: inAnHour() }, new TextEncoder().encode('a secret of somebody else alone'), {
        alg: 'HS256',
      }),
      'nonsense',
    ]) {
      expect([token, await authenticate(bearer(token))]).toEqual([token, null])
    }
    expect(await authenticate(asking())).toBeNull()
    status = 503
    onTestFinished(() => {
      status = 200
    })
    const later = make(argument())
    await expect(later(bearer(await tokenOf({}, key, 'not yet seen')))).rejects.toThrow()
  })
})

function unsigned(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
