import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Not here' }

export default function NotFound() {
  return (
    <section className="narrow">
      <h1>Nothing hangs here</h1>
      <p className="about">
        There is no such page. <Link href="/">Look at the pictures</Link>
      </p>
    </section>
  )
}
