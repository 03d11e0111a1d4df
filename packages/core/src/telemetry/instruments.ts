import type { Meter, Counter as OtelCounter, Histogram as OtelHistogram } from '@opentelemetry/api'
import { type Counter, counters, durationBounds, type Histogram, histograms } from '../runtime/metrics.ts'

/** The instruments of a meter, each made when it is first used: the app may register its SDK after Quoin is set up. */
interface Instruments {
  histogram(name: Histogram): OtelHistogram
  counter(name: Counter): OtelCounter
}

export function createInstruments(meter: () => Meter): Instruments {
  const madeHistograms = new Map<Histogram, OtelHistogram>()
  const madeCounters = new Map<Counter, OtelCounter>()
  return {
    histogram(name) {
      const advice = { explicitBucketBoundaries: [...durationBounds] }
      const made = madeHistograms.get(name) ?? meter().createHistogram(name, { ...histograms[name], advice })
      madeHistograms.set(name, made)
      return made
    },
    counter(name) {
      const made = madeCounters.get(name) ?? meter().createCounter(name, counters[name])
      madeCounters.set(name, made)
      return made
    },
  }
}
