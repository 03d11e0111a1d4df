import { artworks } from '@/shop/catalogue.ts'
import { drawArtwork } from '@/shop/draw-artwork.ts'
import { printFileOf } from '@/shop/print-file.ts'

/** `low-tide.svg` is what pages show, `low-tide.jpg` what the lab prints from. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const [id, kind, ...rest] = (await params).file.split('.')
  const artwork = artworks.find((known) => known.id === id)
  if (artwork && kind === 'svg' && rest.length === 0) return picture(drawArtwork(artwork.id), 'image/svg+xml')
  if (artwork && kind === 'jpg' && rest.length === 0) return picture((await printFileOf(artwork)).bytes, 'image/jpeg')
  return new Response('There is no such picture.', { status: 404 })
}

function picture(body: BodyInit | null, type: string): Response {
  return new Response(body, { headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' } })
}
