import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@quoin/testing'

const { REDIS_URL: given } = process.env

/** Why nothing can be measured on Redis; null when something can. */
export function redisLeftOut(): string | null {
  if (given !== undefined || spawnSync('redis-server', ['--version']).status === 0) return null
  return 'there is no redis-server here and no REDIS_URL'
}

/** A server of its own that keeps a log on the disk, or the one of REDIS_URL with whatever it keeps. */
export async function startRedis(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (given !== undefined) return { url: given, stop: async () => {} }
  const dir = mkdtempSync(join(tmpdir(), 'quoin-redis-'))
  const port = String(await freePort())
  const args = ['--port', port, '--dir', dir, '--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec']
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  process.once('exit', () => server.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}.`)))
    server.stdout.on('data', (text) => {
      if (String(text).includes('Ready to accept connections')) resolve()
    })
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
