/** Next calls it when the server starts: jobs that became due meanwhile are worked off at once, and the simulators are there. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { getQuoin } = await import('./shop/open-shop.ts')
  const quoin = await getQuoin()
  quoin.worker.start()
}
