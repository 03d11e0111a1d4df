interface Metric {
  /** As the Unified Code for Units of Measure has it. */
  readonly unit: string
  readonly description: string
}

/** Durations, which count as well. */
export const histograms = {
  'quoin.http.request.duration': { unit: 's', description: 'From the request until its answer began.' },
  'quoin.job.duration': { unit: 's', description: 'One run of a job, by what came of it.' },
  'quoin.provider.request.duration': {
    unit: 's',
    description: 'One request to a provider, until its answer began.',
  },
} as const satisfies Readonly<Record<string, Metric>>

export const counters = {
  'quoin.order.status_changes': { unit: '{order}', description: 'Orders that came to a status.' },
} as const satisfies Readonly<Record<string, Metric>>

export type Histogram = keyof typeof histograms
export type Counter = keyof typeof counters

/** Upper bounds in seconds, those of `/metrics`. */
export const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const
