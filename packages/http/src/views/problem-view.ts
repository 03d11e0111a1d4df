import { z } from '@hono/zod-openapi'

/** What every refusal looks like: RFC 9457 with the code in `error`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    error: z.string().openapi({ description: 'The code to branch on.', example: 'invalid_request' }),
    issues: z
      .array(
        z.object({ path: z.string().openapi({ example: 'items[0].quantity' }), code: z.string(), message: z.string() }),
      )
      .optional(),
  })
  .openapi('Problem')
