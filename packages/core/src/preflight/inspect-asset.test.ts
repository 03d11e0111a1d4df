import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import type { ResolveHost } from '../runtime/resolve-host.ts'
import { allowUrlsBelow } from './allow-urls-below.ts'
import { concat, jpeg, pdf, png, segment } from './image-bytes.test.data.ts'
import { type InspectAssetOptions, inspectAsset } from './inspect-asset.ts'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** A real server, which every public name leads to: only the way from a name to its address is not real. */
async function serve(answers: Readonly<Record<string, Answer>>) {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    calls.push(`${request.headers['x-host'] ?? ''}${path}`)
    const answer = answers[path]
    if (answer) answer(response, request)
    else response.writeHead(404).end('<h1>Not found</h1>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const inspect = (url: string, options: InspectAssetOptions = {}) =>
    inspectAsset(url, {
      resolve: async () => ['93.184.216.34'],
      fetch: (given, init) => {
        const { host, pathname } = new URL(given)
        return fetch(origin + pathname, { ...init, headers: { ...init.headers, 'x-host': host } })
      },
      ...options,
    })
  return { origin, calls, inspect }
}

const send = (body: Uint8Array | string, headers = {}): Answer => {
  return (response) => void response.writeHead(200, headers).end(body)
}
const redirect = (location: string | null, status = 302): Answer => {
  return (response) => void response.writeHead(status, location === null ? {} : { location }).end('moved')
}
const chunk = new Uint8Array(16_384)

it('given a JPEG, a PNG or a PDF, then its bytes count and neither its name nor its header', async () => {
  const { inspect } = await serve({
    '/a.txt': send(jpeg(300, 200, { orientation: 6 }), { 'content-type': 'text/html' }),
    '/b.jpg': send(png(640, 480), { 'content-type': 'image/jpeg' }),
    '/c': send(pdf('[0 0 595 842]')),
    '/d.jpg': send('<html>Please sign in</html>', { 'content-type': 'image/jpeg' }),
    '/e.jpg': send('', { 'content-type': 'image/jpeg' }),
    '/f.jpg': send(concat([0xff, 0xd8]), { 'content-type': 'image/jpeg' }),
  })
  const seen = (path: string) => inspect(`https://cdn.example${path}`)
  expect(await seen('/a.txt')).toEqual({
    outcome: 'inspected',
    head: { type: 'jpeg', size: { widthPx: 200, heightPx: 300 } },
  })
  expect(await seen('/b.jpg')).toMatchObject({ head: { type: 'png', size: { widthPx: 640, heightPx: 480 } } })
  expect(await seen('/c')).toMatchObject({ head: { type: 'pdf', page: { widthPt: 595, heightPt: 842 } } })
  for (const path of ['/d.jpg', '/e.jpg', '/f.jpg']) {
    expect(await seen(path)).toMatchObject({ outcome: 'refused', code: 'asset_type_unsupported' })
  }
})

it('when artwork is read, then only its beginning is asked for, and not compressed', async () => {
  const asked: IncomingMessage['headers'][] = []
  const { inspect } = await serve({
    '/a.png': (response, { headers }) => {
      asked.push(headers)
      response.writeHead(206, { 'content-range': 'bytes 0-99/1000000' }).end(png(640, 480).subarray(0, 100))
    },
  })
  expect(await inspect('https://cdn.example/a.png')).toMatchObject({ outcome: 'inspected' })
  expect(asked).toMatchObject([{ range: 'bytes=0-262143', 'accept-encoding': 'identity' }])
})

it('given a server that ignores the range and sends without end, then it is cut off once the size is known', async () => {
  let sent = 0
  let closed: Promise<unknown> | undefined
  const { inspect } = await serve({
    '/a.png': async (response) => {
      closed = once(response, 'close')
      response.write(png(640, 480))
      while (!response.destroyed) {
        sent += chunk.length
        if (!response.write(chunk)) await Promise.race([once(response, 'drain'), closed])
      }
    },
  })
  expect(await inspect('https://cdn.example/a.png')).toMatchObject({ head: { size: { widthPx: 640, heightPx: 480 } } })
  await closed
  expect(sent).toBeLessThan(32 * 1_048_576)
})

it('given the size stands behind what is read, then the file is known and its size is not', async () => {
  const { inspect } = await serve({
    '/a.jpg': send(jpeg(300, 200, { ahead: 400_000 })),
    '/b.jpg': send(jpeg(9, 9, { ahead: 120_000 })),
  })
  expect(await inspect('https://cdn.example/a.jpg')).toEqual({
    outcome: 'inspected',
    head: { type: 'jpeg', size: null },
  })
  expect(await inspect('https://cdn.example/b.jpg')).toMatchObject({ head: { size: { widthPx: 9, heightPx: 9 } } })
})

it('given a file that comes byte by byte, then it is read all the same', async () => {
  const { inspect } = await serve({
    '/a.jpg': async (response) => {
      for (const byte of jpeg(300, 200)) {
        if (!response.write(Uint8Array.of(byte))) await once(response, 'drain')
      }
      response.end()
    },
  })
  expect(await inspect('https://cdn.example/a.jpg')).toMatchObject({ head: { size: { widthPx: 300, heightPx: 200 } } })
})

it.each([301, 302, 303, 307, 308])('given a redirect %i, then it is followed', async (status) => {
  const { inspect, calls } = await serve({
    '/a.jpg': redirect('../b.jpg?x=1', status),
    '/b.jpg': redirect('https://files.example/c.jpg', status),
    '/c.jpg': send(jpeg(300, 200)),
  })
  expect(await inspect('https://cdn.example/a.jpg')).toMatchObject({ outcome: 'inspected' })
  expect(calls).toEqual(['cdn.example/a.jpg', 'cdn.example/b.jpg', 'files.example/c.jpg'])
})

it('given more redirects than allowed, or a ring of them, then it is given up', async () => {
  const { inspect, calls } = await serve({ '/a.jpg': redirect('/b.jpg'), '/b.jpg': redirect('/a.jpg') })
  expect(await inspect('https://cdn.example/a.jpg')).toMatchObject({ outcome: 'refused', code: 'asset_redirects' })
  expect(calls).toHaveLength(4)
  expect(await inspect('https://cdn.example/a.jpg', { redirectsMax: 0 })).toMatchObject({ code: 'asset_redirects' })
  expect(calls).toHaveLength(5)
})

it.each([
  ['http://cdn.example/b.jpg', 'asset_url_invalid'],
  ['file:///etc/passwd', 'asset_url_invalid'],
  ['https://user:password@cdn.example/b.jpg', 'asset_url_invalid'],
  ['https://', 'asset_url_invalid'],
  [null, 'asset_url_invalid'],
  ['https://127.0.0.1/b.jpg', 'asset_url_not_public'],
  ['//0x7f.1/b.jpg', 'asset_url_not_public'],
  ['https://[::ffff:10.0.0.1]/b.jpg', 'asset_url_not_public'],
  ['https://169.254.169.254/latest/meta-data/', 'asset_url_not_public'],
  ['https://metadata.google.internal/', 'asset_url_not_public'],
  ['https://inside.example/b.jpg', 'asset_url_not_public'],
])('F94: given a redirect to %s, then nobody is called there', async (location, code) => {
  const { inspect, calls } = await serve({ '/a.jpg': redirect(location) })
  const resolve: ResolveHost = async (hostname) => [hostname === 'inside.example' ? '10.0.0.1' : '93.184.216.34']
  expect(await inspect('https://cdn.example/a.jpg', { resolve })).toMatchObject({ outcome: 'refused', code })
  expect(calls).toEqual(['cdn.example/a.jpg'])
})

it('F94: given a name that turns inside after the first look, then what it answers is not read', async () => {
  const { inspect, calls } = await serve({ '/a.jpg': send(jpeg(300, 200)) })
  const answers = [['93.184.216.34'], ['127.0.0.1']]
  const resolve: ResolveHost = async () => answers.shift() ?? []
  expect(await inspect('https://cdn.example/a.jpg', { resolve })).toMatchObject({ code: 'asset_url_not_public' })
  expect([calls.length, answers]).toEqual([1, []])
})

it('F94: given a name that turns inside before it is called again by a redirect, then it is not called again', async () => {
  const { inspect, calls } = await serve({ '/a.jpg': redirect('/b.jpg'), '/b.jpg': send(jpeg(300, 200)) })
  const answers = [['93.184.216.34'], ['169.254.169.254']]
  const resolve: ResolveHost = async () => answers.shift() ?? []
  expect(await inspect('https://cdn.example/a.jpg', { resolve })).toMatchObject({ code: 'asset_url_not_public' })
  expect(calls).toEqual(['cdn.example/a.jpg'])
})

it('F94: given the machine itself, then it is called only where the caller allows it', async () => {
  const { origin, calls } = await serve({
    '/art/a.jpg': send(jpeg(300, 200)),
    '/art/b.jpg': redirect('/admin/secret.jpg'),
    '/admin/secret.jpg': send(jpeg(300, 200)),
  })
  const allowUrl = allowUrlsBelow(`${origin}/art`)
  expect(await inspectAsset(`${origin}/art/a.jpg`)).toMatchObject({ code: 'asset_url_invalid' })
  expect(await inspectAsset(`${origin}/admin/secret.jpg`, { allowUrl })).toMatchObject({ code: 'asset_url_invalid' })
  expect(await inspectAsset(`${origin}/art/b.jpg`, { allowUrl })).toMatchObject({ code: 'asset_url_invalid' })
  expect(await inspectAsset(`${origin}/art/a.jpg`, { allowUrl })).toMatchObject({ outcome: 'inspected' })
  expect(calls).toEqual(['/art/b.jpg', '/art/a.jpg'])
})

it.each([
  [404, { outcome: 'refused', code: 'asset_unreachable', details: { status: 404 } }],
  [403, { outcome: 'refused', code: 'asset_unreachable', details: { status: 403 } }],
  [410, { outcome: 'refused', code: 'asset_unreachable', details: { status: 410 } }],
  [416, { outcome: 'refused', code: 'asset_type_unsupported' }],
  [408, { outcome: 'not_checked', reason: 'server_error' }],
  [429, { outcome: 'not_checked', reason: 'server_error' }],
  [500, { outcome: 'not_checked', reason: 'server_error' }],
  [503, { outcome: 'not_checked', reason: 'server_error' }],
  [304, { outcome: 'not_checked', reason: 'unexpected_answer' }],
])('given the answer %i, then it is %j', async (status, inspection) => {
  const { inspect } = await serve({ '/a.jpg': (response) => void response.writeHead(status).end() })
  expect(await inspect('https://cdn.example/a.jpg')).toMatchObject(inspection)
})

it('given nobody answers at that address, or nobody knows the name, then it is not checked', async () => {
  const { inspect, origin } = await serve({ '/a.jpg': (response) => void response.destroy() })
  expect(await inspect('https://cdn.example/a.jpg')).toEqual({ outcome: 'not_checked', reason: 'unreachable' })
  expect(await inspectAsset('http://127.0.0.1:1/a.jpg', { allowUrl: () => true })).toEqual({
    outcome: 'not_checked',
    reason: 'unreachable',
  })
  const resolve: ResolveHost = () => Promise.reject(new Error('getaddrinfo EAI_AGAIN'))
  expect(await inspect(`${origin.replace('http', 'https').replace('127.0.0.1', 'cdn.example')}/`, { resolve })).toEqual(
    {
      outcome: 'not_checked',
      reason: 'unresolved',
    },
  )
})

it('given a file that breaks off, then what came decides, or nobody knows', async () => {
  const breakOff = (bytes: Uint8Array): Answer => {
    return (response) => void response.write(bytes, () => response.destroy())
  }
  const { inspect } = await serve({
    '/a.png': breakOff(png(640, 480).subarray(0, 40)),
    '/b.jpg': breakOff(jpeg(300, 200).subarray(0, 40)),
  })
  expect(await inspect('https://cdn.example/a.png')).toMatchObject({ head: { size: { widthPx: 640, heightPx: 480 } } })
  expect(await inspect('https://cdn.example/b.jpg')).toEqual({ outcome: 'not_checked', reason: 'unreachable' })
})

it.each<[string, Answer, InspectAssetOptions]>([
  ['a server that never answers', () => {}, {}],
  ['a server that stops in the middle', (response) => void response.write(jpeg(300, 200).subarray(0, 30)), {}],
  ['a resolver that never answers', send(''), { resolve: () => new Promise<never>(() => {}) }],
  ['a fetch that takes no notice of signals', send(''), { fetch: () => new Promise<never>(() => {}) }],
])('given %s, then it is not checked after a while', async (_, answer, options) => {
  const { inspect } = await serve({ '/a.jpg': answer })
  expect(await inspect('https://cdn.example/a.jpg', { timeoutMs: 30, ...options })).toEqual({
    outcome: 'not_checked',
    reason: 'timeout',
  })
})

it('given the caller calls it off, then it rejects with the reason', async () => {
  const calling = new AbortController()
  const { inspect } = await serve({ '/a.jpg': () => calling.abort(new Error('The customer left.')) })
  const inspection = inspect('https://cdn.example/a.jpg', { signal: calling.signal })
  await expect(inspection).rejects.toThrow('The customer left.')
})

it('given a JPEG without a frame, then it ends with the scan', async () => {
  const { inspect } = await serve({ '/a.jpg': send(concat([0xff, 0xd8], segment(0xda, [1, 1, 0, 0, 63, 0]), chunk)) })
  expect(await inspect('https://cdn.example/a.jpg')).toMatchObject({ head: { type: 'jpeg', size: null } })
})
