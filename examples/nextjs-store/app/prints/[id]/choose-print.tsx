'use client'

import Link from 'next/link'
import { type MouseEvent, Suspense, use, useState } from 'react'
import { addToCart } from '@/app/cart/cart.ts'
import {
  type Artwork,
  type FrameId,
  formatPrice,
  frames,
  printId,
  printOf,
  type SizeId,
  sizes,
} from '@/shop/catalogue.ts'

/** How a picture looks in a size: `soft` from near, `too coarse` to be sold, `unknown` when nobody could say. */
export type Quality = 'sharp' | 'soft' | 'too coarse' | 'unknown'

const words: Record<Quality, string> = {
  sharp: 'Sharp at this size, from as near as you like.',
  soft: 'A little soft from near at this size; good from two steps away.',
  'too coarse': 'The original is too small for this size. Please choose a smaller one.',
  unknown: 'The lab could not be asked just now. We look again before we print.',
}

interface Props {
  readonly artwork: Artwork
  readonly qualities: Promise<Readonly<Record<string, Quality>>>
}

/** The picture on a wall, and the choice of size and frame. */
export function ChoosePrint({ artwork, qualities }: Props) {
  const [size, setSize] = useState<SizeId>('12x16')
  const [frame, setFrame] = useState<FrameId>('natural')
  const id = printId(artwork.id, size, frame)
  const print = printOf(id)
  return (
    <article className="product">
      <div className="stage">
        <div className="hung" data-frame={frame} data-size={size}>
          {/* biome-ignore lint/performance/noImgElement: an SVG, which needs no other sizes */}
          <img src={`/art/${artwork.id}.svg`} alt={artwork.alt} width={720} height={1000} />
        </div>
      </div>
      <div className="choice">
        <p className="by">
          {artwork.artist}, {artwork.year}
        </p>
        <h1>{artwork.title}</h1>
        <p className="about">{artwork.about}</p>
        <fieldset>
          <legend>Size</legend>
          <div className="options">
            {sizes.map(({ id, name, metric }) => (
              <label key={id}>
                <input type="radio" name="size" value={id} checked={id === size} onChange={() => setSize(id)} />
                <span>
                  {name} <small>{metric}</small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>Frame</legend>
          <div className="options frames">
            {frames.map(({ id, name }) => (
              <label key={id}>
                <input type="radio" name="frame" value={id} checked={id === frame} onChange={() => setFrame(id)} />
                <span>
                  <i className="swatch" data-frame={id} aria-hidden="true" /> {name}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="total" aria-live="polite">
          {print && formatPrice(print.product.price)} <small>plus shipping</small>
        </p>
        <Suspense fallback={<Buy id={id} quality={null} />}>
          <CheckedBuy id={id} qualities={qualities} />
        </Suspense>
      </div>
    </article>
  )
}

function CheckedBuy({ id, qualities }: { id: string; qualities: Props['qualities'] }) {
  return <Buy id={id} quality={use(qualities)[id] ?? 'unknown'} />
}

/** @param quality null while it is looked at. */
function Buy({ id, quality }: { id: string; quality: Quality | null }) {
  const [added, setAdded] = useState<string | null>(null)
  const add = ({ detail: clicks }: MouseEvent) => {
    // A double click means one.
    if (clicks > 1) return
    addToCart(id)
    setAdded(id)
  }
  return (
    <>
      <p className="quality" data-quality={quality ?? 'checking'} role="status">
        {quality === null ? 'Looking at the print file …' : words[quality]}
      </p>
      <button className="primary" type="button" onClick={add} disabled={quality === null || quality === 'too coarse'}>
        Add to cart
      </button>
      <p className="added" role="status">
        {added === id && (
          <>
            It is in your cart. <Link href="/cart">To the cart</Link>
          </>
        )}
      </p>
    </>
  )
}
