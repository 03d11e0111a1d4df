import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Artwork } from './catalogue.ts'
import { drawArtwork } from './draw-artwork.ts'

/** What the lab prints from. */
export interface PrintFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly md5Hash: string
}

declare global {
  /** What pages and routes share, and what an edit does not take away. */
  var printFiles: Map<string, Promise<PrintFile>> | undefined
}

/** The picture as a JPEG in the pixels that it has. It is made once, when it is first needed. */
export function printFileOf(artwork: Artwork): Promise<PrintFile> {
  globalThis.printFiles ??= new Map()
  const known = globalThis.printFiles.get(artwork.id) ?? makePrintFile(artwork)
  globalThis.printFiles.set(artwork.id, known)
  return known
}

async function makePrintFile({ id, pixels }: Artwork): Promise<PrintFile> {
  const svg = drawArtwork(id)
  if (svg === null) throw new Error(`Nothing is drawn for ${id}.`)
  const picture = sharp(Buffer.from(svg), { density: (72 * pixels.width) / 720 }).resize({ ...pixels, fit: 'fill' })
  const bytes = new Uint8Array(await picture.jpeg({ quality: 90 }).toBuffer())
  return { bytes, md5Hash: createHash('md5').update(bytes).digest('hex') }
}
