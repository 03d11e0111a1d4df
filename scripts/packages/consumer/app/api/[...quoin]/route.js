import { createNextHandlers } from '@quoin/next'
import { getQuoin } from '../../shop.js'

export const { GET, POST, PATCH, DELETE } = createNextHandlers({ quoin: getQuoin, authenticate: () => null })
