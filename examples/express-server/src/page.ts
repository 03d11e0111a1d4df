interface PageParts {
  readonly title: string
  readonly content: string
  /** Files of its own for the head. */
  readonly head?: string
  /** `account` and `dashboard` have headings of their own; the last takes all of the window. @default 'shop' */
  readonly layout?: 'shop' | 'narrow' | 'account' | 'dashboard'
}

export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A page of the shop, with the way to all others. */
export function page({ title, content, head = '', layout = 'shop' }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Sunrise Prints</title>
<link rel="icon" href="/icon.svg">
${head}
<link rel="stylesheet" href="/shop.css">
</head>
<body class="${layout}">
<header class="masthead">
<a class="wordmark" href="/">Sunrise Prints</a>
<nav aria-label="Shop"><a href="/orders">Your orders</a> <a href="/admin">Dashboard</a> <a href="/sign-in">Account</a></nav>
</header>
<main>
${layout === 'account' ? '' : `<h1${layout === 'dashboard' ? ' class="hidden"' : ''}>${escapeHtml(title)}</h1>`}
${content}
</main>
<footer>An example shop, built with Quoin. <a href="/api/docs">Its API</a></footer>
</body>
</html>
`
}

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#8a4260"/><circle cx="16" cy="15" r="6" fill="#ffd9a0"/><path fill="#3d2650" d="M0 23q8-7 16-2t16-2v13H0z"/></svg>`

export const css = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#2b2138, #f2ecf5); --soft: light-dark(#6d6079, #b5a8c0); --paper: light-dark(#fffaf4, #1c1524); --raised: light-dark(#fff, #261d31);
  --mat: light-dark(#f3e8df, #3b3047); --line: light-dark(#e8dbd0, #3d3148); --accent: light-dark(#8a4260, #e9a8c1); --on-accent: light-dark(#fff, #32101f);
  --quoin-paper: var(--paper); --quoin-raised: var(--raised); --quoin-ink: var(--ink); --quoin-soft: var(--soft); --quoin-line: var(--line);
  --quoin-accent: var(--accent); --quoin-on-accent: var(--on-accent);
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { flex: 1; width: 100% } main, footer { max-width: 64rem; margin: 0 auto; padding: 1rem 1.25rem }
.masthead { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; justify-content: space-between; padding: .75rem 1.25rem; border-bottom: 1px solid var(--line) }
.masthead nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem } .masthead a { text-decoration: none; padding: .4rem 0 } .masthead a:hover { text-decoration: underline }
.wordmark { font-weight: 700; letter-spacing: -.01em }
.narrow main, .narrow footer { max-width: 48.5rem } .dashboard main { max-width: none; padding: 0 } .dashboard footer { display: none }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; margin: 2rem 0 .5rem } h2 { font-size: 1rem; margin: 1rem 0 0; text-wrap: balance }
a { color: inherit; text-underline-offset: .2em } footer, .price, .lead { color: var(--soft) } footer { width: 100%; font-size: .875rem; padding-block: 2rem }
.lead { max-width: 36rem; margin: 0 } #message:empty { display: none } #message, .wrong { color: light-dark(#a12d26, #f29a92) }
.products { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 2rem; padding: 0; margin: 2rem 0; list-style: none }
.products li { display: flex; flex-direction: column }
.price { margin: .25rem 0 1rem; flex: 1 }
figure { margin: 0; height: 20rem; display: grid; place-items: center; background: var(--mat); border-radius: 8px }
figure img { width: 10rem; height: 15rem; object-fit: cover; box-shadow: 0 6px 18px #0005 }
.framed-print-16x20 img { width: 12rem; height: 14.5rem; padding: 1.25rem; background: #fff; border: .6rem solid #1b1b1d }
.canvas-10x10 img { width: 12rem; height: 12rem; border-radius: 2px; box-shadow: 5px 6px 0 #0003, 0 8px 20px #0005 }
.buy, form button { font: inherit; font-weight: 600; padding: .7rem 1.1rem; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer }
.buy:disabled { opacity: .6; cursor: wait } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.roles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem; max-width: 40rem; margin-top: 1.5rem }
.roles button { display: grid; align-content: start; text-align: left; color: inherit; background: var(--raised); border: 1px solid var(--line); padding: 1rem 1.25rem } .roles button:hover { border-color: var(--accent) }
.roles small { display: block; font-weight: 400; font-size: .875rem; color: var(--soft) }
.token { display: grid; gap: .5rem; max-width: 24rem; margin-top: 1.5rem } .token button { justify-self: start; margin-top: .5rem }
.token input { font: inherit; padding: .6rem .75rem; color: inherit; background: var(--raised); border: 1px solid var(--soft); border-radius: 8px }
/* Orders stand in line with the heading above them. */
.narrow .quoin-order { padding-inline: 0 } .account main { padding: 0 .25rem; max-width: 80rem } .account footer { max-width: 77rem }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`
