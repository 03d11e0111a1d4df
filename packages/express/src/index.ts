export { type ExpressAuthenticate, type QuoinExpressOptions, quoinExpress } from './quoin-express.ts'
