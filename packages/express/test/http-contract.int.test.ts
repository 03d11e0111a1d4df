import { createServer } from 'node:http'
import { httpContract } from '@quoin/testing/contracts'
import express from 'express'
import { quoinExpress } from '../src/index.ts'
import { listening } from './listening.ts'

httpContract({
  name: 'Express over HTTP, mounted with a path',
  start: async (options) => {
    const app = express()
    app.use('/api', quoinExpress(options))
    return listening(createServer(app))
  },
})
