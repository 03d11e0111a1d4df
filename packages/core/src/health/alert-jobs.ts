import { draftJob } from '../jobs/draft-job.ts'
import type { ClaimedJob, JobDraft, JobPayload } from '../jobs/job.ts'
import { textOf } from '../jobs/job-handler.ts'
import type { Attention } from '../order/attention.ts'
import { QuoinError } from '../quoin-error.ts'
import type { OpenAlert } from './alert-store.ts'
import { type Alert, type AlertFacts, type AlertSink, alertSeverities, alertStates } from './alerts.ts'
import { severityOfAttention } from './attention-severity.ts'

/** What has happened to a cause, before anybody is told. */
export interface AlertTelling extends Omit<Alert, 'id' | 'orderNumber'> {
  /** When the cause appeared. */
  readonly since: Date
}

export function attentionKey(orderId: string, { code, subject }: Pick<Attention, 'code' | 'subject'>): string {
  return `${orderId}:${code}:${subject ?? ''}`
}

/** What an order's reason for attention is told as. */
export function tellingOfAttention(
  orderId: string,
  attention: Attention,
  { state, at }: Pick<Alert, 'state' | 'at'>,
): AlertTelling {
  const { code, subject, path, message, since } = attention
  const facts = { ...(subject !== null && { subject }), ...(path !== null && { path }) }
  const key = attentionKey(orderId, attention)
  return { key, state, severity: severityOfAttention(code), code, message, orderId, facts, at, since }
}

/** What belongs to no order. */
export function tellingOfShop(alert: OpenAlert, turn: Pick<Alert, 'state' | 'at'>): AlertTelling {
  return { ...alert, ...turn, orderId: null }
}

/** One job for each channel, so that one which fails holds up no other. */
export function alertJobs(telling: AlertTelling, channels: readonly string[], newId: () => string): JobDraft[] {
  const { orderId, facts, at, since, ...texts } = telling
  const payload: JobPayload = {
    ...texts,
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${factPrefix}${name}`, value])),
    at: at.toISOString(),
    since: since.toISOString(),
  }
  return channels.map((channel) =>
    draftJob({
      id: newId(),
      kind: 'send_alert',
      key: alertJobKey(telling, channel),
      orderId,
      payload: { ...payload, channel },
    }),
  )
}

/** The job that tells a channel that a cause has appeared. */
export function firingKey({ key, since }: Pick<AlertTelling, 'key' | 'since'>, channel: string): string {
  return alertJobKey({ key, since, state: 'firing' }, channel)
}

export function channelsOf(sinks: readonly AlertSink[]): string[] {
  return sinks.map(({ channel }) => channel)
}

const factPrefix = 'fact.'
/** Causes are named by ids of providers too, and a job's key has its limits. */
const longestCause = 200

/** One job tells one channel of one turn of a cause, however often that is asked for. */
function alertJobKey({ key, state, since }: Pick<AlertTelling, 'key' | 'state' | 'since'>, channel: string): string {
  return `alert:${channel}:${state}:${since.getTime()}:${key.slice(-longestCause)}`
}

/** @throws {@link QuoinError} `storage_failed` when the job tells of nothing. */
export function readTelling(job: ClaimedJob): AlertTelling {
  const text = (name: string): string => textOf(job, name)
  return {
    key: text('key'),
    state: oneOf(alertStates, text('state')),
    severity: oneOf(alertSeverities, text('severity')),
    code: text('code'),
    message: text('message'),
    orderId: job.orderId,
    facts: factsOf(job.payload),
    at: new Date(text('at')),
    since: new Date(text('since')),
  }
}

function factsOf(payload: JobPayload): AlertFacts {
  const facts = Object.entries(payload).filter(([name]) => name.startsWith(factPrefix))
  return Object.fromEntries(facts.map(([name, value]) => [name.slice(factPrefix.length), value]))
}

function oneOf<T extends string>(words: readonly T[], text: string): T {
  const word = words.find((known) => known === text)
  if (word === undefined) throw new QuoinError('storage_failed', `A job tells of an alert that is ${text}.`)
  return word
}
