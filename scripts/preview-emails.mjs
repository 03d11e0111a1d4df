// Writes every mail that customers can get to a folder, to be looked at in a browser.
//
//   pnpm preview:emails [folder] [language]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { de, en } from '@quoin/email'
import { previewEmails } from '@quoin/email/preview'

const [folder = 'artifacts/emails', language = 'en'] = process.argv.slice(2)
const brand = {
  name: 'Sunrise Prints',
  url: 'https://shop.example',
  replyTo: 'hello@shop.example',
  footer: ['Sunrise Prints Ltd, 1 Harbour Lane, Bristol BS1 4RN, United Kingdom'],
}
mkdirSync(folder, { recursive: true })
for (const { path, content } of await previewEmails({ brand, locale: { en, de }[language] ?? en })) {
  writeFileSync(join(folder, path), content)
}
console.log(`Open ${resolve(folder, 'index.html')}`)
