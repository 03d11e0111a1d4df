import fc from 'fast-check'

/** How a body travels, and what is written on the parcel. */
export interface Transport {
  /** What is done, for the counts. */
  readonly kind: 'plain' | 'in pieces' | 'broken off' | 'without an end'
  readonly headers: readonly Header[]
}

export type Header = readonly [name: string, value: string]

/** All that HTTP allows in a field. */
export const headerText: fc.Arbitrary<string> = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
  maxLength: 200,
})

const types = ['application/json', 'text/plain', 'a/b;;', 'application/json; charset=utf-16', 'multipart/form-data', '']
const lengths = ['0', '1', '-1', '1e9', 'NaN', '0x10', '99999999999999999999', '1, 1']
const header: fc.Arbitrary<Header> = fc.oneof(
  fc.tuple(fc.constant('content-type'), fc.constantFrom(...types)),
  fc.tuple(fc.constant('content-length'), fc.constantFrom(...lengths)),
  fc.tuple(fc.constant('content-encoding'), fc.constantFrom('gzip', 'br', 'identity', 'gzip, gzip')),
  fc.tuple(
    fc.constantFrom('x-request-id', 'idempotency-key', 'authorization', 'cookie', 'x-http-method-override', 'accept'),
    headerText,
  ),
  fc.tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/), headerText),
)

export const transports: fc.Arbitrary<Transport> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constant('plain' as const), weight: 12 },
    { arbitrary: fc.constantFrom('in pieces' as const, 'broken off' as const), weight: 3 },
    { arbitrary: fc.constant('without an end' as const), weight: 1 },
  ),
  headers: fc.oneof(fc.constant([]), fc.array(header, { maxLength: 4 })),
})

/** What is sent. */
export interface Cargo {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** How much was asked for, piece by piece; 0 of what is there as a whole. */
  takenBytes(): number
}

const pieceBytes = 64 * 1024

export function load(bytes: Uint8Array<ArrayBuffer>, { kind }: Transport): Cargo {
  if (kind === 'plain') return { body: bytes, takenBytes: () => 0 }
  let taken = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = bytes.subarray(taken, taken + Math.min(pieceBytes, Math.ceil(bytes.length / 3)))
        const next = piece.length > 0 || kind !== 'without an end' ? piece : new Uint8Array(pieceBytes)
        taken += next.length
        if (next.length > 0) controller.enqueue(next)
        else if (kind === 'broken off') controller.error(new Error('The connection broke.'))
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return { body, takenBytes: () => taken }
}

/** More than the limit by what was on its way already. */
export function mostTakenBytes(limitBytes: number): number {
  return limitBytes + pieceBytes
}
