import { fork } from 'node:child_process'
import { join } from 'node:path'

/** What is asked of the process that Stripe and Prodigi are. */
export interface OutsideQuestions {
  /** Starts a checkout of one print for each order, as an app does that keeps its own orders. */
  sell: { readonly asks: { readonly orderIds: readonly string[] }; readonly answer: null }
  /** The customers of all open checkouts pay. Their events wait to be delivered. */
  pay: { readonly asks: null; readonly answer: null }
  /** Delivers what waits, so many at a time; or the events of so many orders a second, however long answers take. */
  deliver: {
    readonly asks: { readonly url: string; readonly connections: number; readonly perSecond: number | null }
    readonly answer: Delivered
  }
  /** The prints that were made since they were last asked for, by the ids of their orders. */
  prints: { readonly asks: null; readonly answer: readonly string[] }
  /** All prints since the last time are on their way; resolves when every callback that tells of it was answered. */
  ship: { readonly asks: { readonly connections: number }; readonly answer: null }
}

export interface Delivered {
  /** How long each answer took, in milliseconds. */
  readonly took: readonly number[]
  /** When the first event of each order was sent, by the clock of the machine: what `performance` says differs between processes. */
  readonly sentAt: readonly (readonly [orderId: string, at: number])[]
}

export interface OutsideSettings {
  /** The events of Stripe that the shop asks for. */
  readonly events: readonly string[]
  /** What the shop has expanded when it reads a checkout. */
  readonly expand: readonly string[]
}

/** Stripe and Prodigi, in a process of their own. */
export interface Outside {
  /** Where both answer. */
  readonly url: string
  ask<Name extends keyof OutsideQuestions>(
    name: Name,
    asks: OutsideQuestions[Name]['asks'],
  ): Promise<OutsideQuestions[Name]['answer']>
  close(): Promise<void>
}

export type Question = { readonly id: number; readonly name: keyof OutsideQuestions; readonly asks: unknown }
export type Answer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly error: string }

export async function openOutside(settings: OutsideSettings): Promise<Outside> {
  // Without this process's own flags: a test runner's are not for it.
  const child = fork(join(import.meta.dirname, 'outside.ts'), [JSON.stringify(settings)], {
    execArgv: ['--conditions=@quoin/source'],
  })
  const open = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of open.values()) reject(new Error(`The process of Stripe and Prodigi ended with ${code}.`))
      open.clear()
      resolve()
    })
  })
  const question = (id: number, say: () => void) =>
    new Promise<unknown>((resolve, reject) => {
      open.set(id, { resolve, reject })
      say()
    })
  child.on('message', (message: Answer) => {
    const waiting = open.get(message.id)
    open.delete(message.id)
    if ('error' in message) waiting?.reject(new Error(message.error))
    else waiting?.resolve(message.answer)
  })
  let asked = 0
  const url = String(await question(0, () => {}))
  return {
    url,
    async ask(name, asks) {
      asked += 1
      const id = asked
      const answer = await question(id, () => child.send({ id, name, asks } satisfies Question))
      return answer as OutsideQuestions[typeof name]['answer']
    },
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
