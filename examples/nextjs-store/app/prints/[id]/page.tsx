import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { artworks, printsOf } from '@/shop/catalogue.ts'
import { getQuoin } from '@/shop/open-shop.ts'
import { ChoosePrint, type Quality } from './choose-print.tsx'

interface Props {
  readonly params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const artwork = await artworkOf({ params })
  return { title: artwork.title, description: artwork.about }
}

export default async function PrintPage(props: Props) {
  const artwork = await artworkOf(props)
  return <ChoosePrint artwork={artwork} qualities={checkQuality(printsOf(artwork))} />
}

async function artworkOf({ params }: Props) {
  const { id } = await params
  return artworks.find((artwork) => artwork.id === id) ?? notFound()
}

/** What the checkout would say of each of these prints: whether the artwork has pixels enough for it. */
async function checkQuality(prints: readonly string[]): Promise<Readonly<Record<string, Quality>>> {
  const quoin = await getQuoin()
  const { errors, warnings } = await quoin.preflight({ items: prints.map((productId) => ({ productId, quantity: 1 })) })
  const qualityOf = (print: number): Quality => {
    const isAbout = ({ path }: { path: string }) => path.startsWith(`items[${print}].`)
    if (errors.some(isAbout)) return 'too coarse'
    const codes = warnings.filter(isAbout).map(({ code }) => code)
    if (codes.includes('asset_resolution_low')) return 'soft'
    return codes.includes('not_checked') ? 'unknown' : 'sharp'
  }
  return Object.fromEntries(prints.map((id, print) => [id, qualityOf(print)]))
}
