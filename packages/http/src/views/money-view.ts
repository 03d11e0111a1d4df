import { z } from '@hono/zod-openapi'

export const Money = z
  .strictObject({ amount: z.int().openapi({ description: 'Minor units.' }), currency: z.string() })
  .openapi('Money')
