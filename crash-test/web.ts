import { quoinExpress } from '@quoin/express'
import express from 'express'
import { openShop, readSettings } from './shop.ts'

process.once('disconnect', () => process.exit(0))
const settings = readSettings()
const app = express()
const authenticate = (request: Request) => {
  const userId = request.headers.get('x-user')
  return userId === null ? null : { userId, role: userId === 'admin' ? ('admin' as const) : ('customer' as const) }
}
app.use('/api', quoinExpress({ quoin: await openShop(settings), authenticate }))
app.listen(settings.port, '127.0.0.1', () => process.send?.('ready'))
