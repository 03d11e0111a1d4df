import { defineConfig } from 'vitepress'
import { linkToRepository } from './link-to-repository.ts'
import { mermaidFence } from './mermaid-fence.ts'
import { sections } from './pages.ts'

export default defineConfig({
  title: 'Quoin',
  description: 'From a Stripe payment through print on demand to the door, inside your own Node app and Postgres.',
  cleanUrls: true,
  markdown: {
    config: (md) => {
      linkToRepository(md)
      mermaidFence(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: sections.map(({ title, pages }) => ({
      text: title,
      items: pages.map(([file, text]) => ({ text, link: `/${file}` })),
    })),
    socialLinks: [{ icon: 'github', link: 'https://github.com/quoin/quoin' }],
  },
})
