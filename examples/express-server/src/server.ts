import { EnvironmentError, parseEnvironment } from './environment.ts'
import { startShop } from './shop.ts'

try {
  const environment = parseEnvironment(process.env)
  const shop = await startShop(environment)
  console.log(environment.role === 'worker' ? 'The worker works.' : `The shop is open at ${environment.publicUrl}`)
  if (!environment.accounts) {
    console.log(
      'There are no keys of Stripe and Prodigi: both are simulated, and so is the carrier. No money moves and nothing is printed.',
    )
  }
  if (!environment.databaseUrl) {
    console.log(`Orders are kept in ${environment.dataDir ?? 'memory: they are gone when the shop closes'}.`)
  }
  if (!environment.authSecret) {
    console.log(`AUTH_SECRET is not set: this run has its own. For an hour, an admin's token is:`)
    console.log(await shop.signToken('admin', 'admin'))
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      shop.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error
  console.error(error.message)
  process.exit(1)
}
