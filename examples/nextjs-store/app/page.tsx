import Link from 'next/link'
import { artworks, formatPrice, printId, printOf } from '@/shop/catalogue.ts'

export default function Gallery() {
  return (
    <>
      <section className="opening">
        <h1>
          Eight pictures, <em>any wall.</em>
        </h1>
        <p>Open editions by five artists. Each print is made when you order it, and sent from the nearest lab.</p>
      </section>
      <ul className="gallery">
        {artworks.map((artwork, index) => (
          <li key={artwork.id}>
            <Link href={`/prints/${artwork.id}`}>
              <span className="wall">
                {/* biome-ignore lint/performance/noImgElement: an SVG, which needs no other sizes */}
                <img
                  src={`/art/${artwork.id}.svg`}
                  alt={artwork.alt}
                  width={720}
                  height={1000}
                  loading={index < 3 ? 'eager' : 'lazy'}
                />
              </span>
              <span className="label">
                <span className="title">{artwork.title}</span>
                <span className="by">
                  {artwork.artist}, {artwork.year}
                </span>
                <span className="price">from {lowestPrice(artwork.id)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function lowestPrice(artworkId: string): string {
  const print = printOf(printId(artworkId, '12x16', 'none'))
  return print ? formatPrice(print.product.price) : ''
}
