'use client'

import { QuoinProvider } from '@quoin/react'
import type { ReactNode } from 'react'

export function ShopProviders({ children }: { children: ReactNode }) {
  return (
    <QuoinProvider baseUrl="/api" locale="en-US">
      {children}
    </QuoinProvider>
  )
}
