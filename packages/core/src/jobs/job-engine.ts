/**
 * An engine for jobs that the host operates already, such as pg-boss. It carries wake-ups from those who store jobs to those who
 * work on them, and says how many are answered at a time. A wake-up names no job, only that there may be some: which there are,
 * who has one and when it is tried again, the storage alone knows. So a wake-up may be lost, late or doubled.
 *
 * Every adapter passes the suite `jobEngineContract` of `@quoin/testing/contracts`.
 */
export interface JobEngine {
  /**
   * Hands a wake-up to the engine, and resolves when the engine has it. One that nobody has begun to answer may stand for all
   * that are sent meanwhile; one that is being answered stands for none.
   */
  send(): Promise<void>
  /**
   * Calls `answer` for each wake-up, for as many at once as the engine is set to; it never rejects. Resolves, once it has begun,
   * with how to stop: that takes no more wake-ups, and resolves when the answers under way have ended.
   *
   * Without it the process only sends: it stores jobs and runs none.
   */
  receive?(answer: () => Promise<void>): Promise<() => Promise<void>>
}
