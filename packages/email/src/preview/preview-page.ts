/** A mail on the page. */
export interface PreviewEntry {
  readonly name: string
  readonly subject: string
}

/** One page with every mail in frames: a phone's width and a wide one, light and dark. */
export function previewPage(shop: string, entries: readonly PreviewEntry[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>E-mails of ${escapeHtml(shop)}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem }
nav { columns: 18rem; margin-bottom: 2rem }
nav a { display: block }
.frames { display: flex; gap: 1rem; overflow-x: auto }
iframe { border: 1px solid #8888; border-radius: 8px; flex: none; height: 50rem }
</style>
<h1>E-mails of ${escapeHtml(shop)}</h1>
<nav>${entries.map(({ name }) => `<a href="#${name}">${name}</a>`).join('')}</nav>
${entries.map(section).join('\n')}
</html>
`
}

function section({ name, subject }: PreviewEntry): string {
  const frame = (file: string, width: number, title: string) =>
    `<iframe loading="lazy" src="${file}" width="${width}" title="${name}, ${title}"></iframe>`
  return `<section id="${name}">
<h2>${name}</h2>
<p>${escapeHtml(subject)} · <a href="${name}.html">HTML</a> · <a href="${name}.txt">text</a></p>
<div class="frames">
${frame(`${name}.html`, 360, 'narrow')}
${frame(`${name}.dark.html`, 360, 'narrow, dark')}
${frame(`${name}.html`, 700, 'wide')}
${frame(`${name}.dark.html`, 700, 'wide, dark')}
</div>
</section>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
