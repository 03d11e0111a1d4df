import { openShop, readSettings } from './shop.ts'

process.once('disconnect', () => process.exit(0))
const quoin = await openShop(readSettings())
quoin.worker.start()
process.send?.('ready')
