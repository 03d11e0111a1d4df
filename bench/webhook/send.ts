import { fork } from 'node:child_process'
import { join } from 'node:path'

/** What is delivered, and how. */
export interface Sending {
  readonly url: string
  readonly connections: number
  /** Stops after so many, or when the time is up. */
  readonly most: number
  readonly budgetMs: number
  readonly secret: string
  /** JSON in which `{id}` stands for something new each time. */
  readonly body: string
}

export interface Sent {
  readonly tookMs: number
  /** How long each answer took, in milliseconds. */
  readonly took: readonly number[]
}

/** Delivers from another process. Throws when one is not answered with 200. */
export function send(sending: Sending): Promise<Sent> {
  // Without this process's own flags: a test runner's are not for it.
  const sender = fork(join(import.meta.dirname, 'sender.ts'), { execArgv: [] })
  return new Promise<Sent>((resolve, reject) => {
    sender.once('message', (sent: Sent) => {
      resolve(sent)
      sender.disconnect()
    })
    sender.once('error', reject)
    sender.once('exit', (code) => reject(new Error(`Whoever sends webhooks ended with ${code}.`)))
    sender.send(sending)
  })
}
