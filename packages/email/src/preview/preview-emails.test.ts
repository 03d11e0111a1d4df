import { type NotificationType, notificationTypes } from '@quoin/core'
import { expect, it } from 'vitest'
import { previewEmails } from './preview-emails.ts'
import { sampleMessages } from './sample-messages.ts'

const brand = { name: '<Sunrise>', url: 'https://shop.example' }

it('given every kind of message, then there is a sample of it', () => {
  const shown = new Set<NotificationType>(sampleMessages.map(({ notification }) => notification.type))
  expect([...shown].toSorted()).toEqual(notificationTypes.toSorted())
})

it('given a brand, then the page shows files that are there, in both colour schemes', async () => {
  const files = new Map((await previewEmails({ brand })).map(({ path, content }) => [path, content]))
  const page = files.get('index.html') ?? ''
  const sources = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = '']) => path)
  expect(sources.length).toBeGreaterThan(sampleMessages.length)
  expect(sources.filter((path) => !files.has(path))).toEqual([])
  expect(page).not.toContain('<Sunrise>')
  expect(files.get('order_shipped.dark.html')).toContain('@media all{.page{background-color:')
  expect(files.get('order_shipped.html')).toContain('@media (prefers-color-scheme:dark)')
})
