import { startPostgres } from '@quoin/testing/postgres'
import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'

const connect = async (connectionString: string) => {
  const client = new Client({ connectionString })
  const lost = new Promise<Error>((resolve) => client.once('error', resolve))
  await client.connect()
  return { client, lost }
}

it('given a durable server, when it crashes, then clients are cut off and what was committed is there again', async () => {
  const postgres = await startPostgres({ durable: true })
  onTestFinished(() => postgres.stop())
  const before = await connect(postgres.url)
  await before.client.query('create table kept (n integer)')
  await before.client.query('insert into kept values (1)')
  await before.client.query('begin; insert into kept values (2)')
  await postgres.crash()
  expect(await before.lost).toMatchObject({ message: expect.stringContaining('terminat') })
  const after = await connect(postgres.url)
  const { rows } = await after.client.query('select n from kept')
  expect(rows).toEqual([{ n: 1 }])
  await after.client.end()
})
