// The same packages in a CommonJS program: require() of ESM, on a clock that the program moves.
const assert = require('node:assert/strict')
const { createMemoryStorage } = require('@quoin/core')
const { createHttpHandler } = require('@quoin/http')
const { createManualClock, openTestShop } = require('@quoin/testing')

async function main() {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const shop = await openTestShop({ storage: createMemoryStorage({ clock }), clock })
  const { orderId } = await shop.buy()
  await shop.settle()
  assert.equal(shop.prodigi.ledger().orders.length, 1)

  const handle = createHttpHandler({
    quoin: shop.quoin,
    clock,
    authenticate: () => ({ userId: 'consumer', role: 'admin' }),
  })
  const response = await handle(new Request(`https://shop.example/api/orders/${orderId}/status`))
  assert.equal(response.status, 200)
  assert.equal((await response.json()).order.status, 'submitted')
  await shop.close()
}

void main() // what it rejects with ends the program
