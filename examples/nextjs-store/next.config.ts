import type { NextConfig } from 'next'

const config: NextConfig = {
  // They read files of their own, or start servers: Node loads them as they are.
  serverExternalPackages: ['@quoin/pglite', '@quoin/testing', 'sharp'],
  // `pnpm check` looks at the types of the whole repository.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
}

export default config
