import { createNextHandlers } from '@quoin/next'
import { getQuoin, secretFor } from '@/shop/open-shop.ts'
import { currentUser } from '@/shop/session.ts'

const handlers = createNextHandlers({
  quoin: getQuoin,
  authenticate: () => currentUser(),
  guestLinkSecret: secretFor('guest links'),
  workAfterResponse: false, // instrumentation.ts has started a worker
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers
