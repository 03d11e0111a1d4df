/** How the evidence looks, on a screen and on paper. */
export const evidenceStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff, #16181c); --ink: light-dark(#1b1e24, #e9ebee); --soft: light-dark(#59616e, #a2aab6);
  --line: light-dark(#d8dce2, #343a44); --raised: light-dark(#f5f6f8, #1f232a); --mark: light-dark(#8a4b00, #f0b35f);
  --link: light-dark(#0b57a8, #8ab8f2);
  font: 16px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink);
}
* { box-sizing: border-box }
body { margin: 0 }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere }
a { color: var(--link) }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 } h2 { font-size: 1.125rem; margin: 0 0 .75rem }
h3 { font-size: 1rem; margin: 0 0 .5rem } p { margin: 0 } p + p { margin-top: .5rem }
header p { color: var(--soft) } header h1 { margin: .125rem 0 .375rem }
section { margin-top: 2.25rem; break-inside: avoid-page } section.long { break-inside: auto }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1px; margin: 1.75rem 0 0;
  background: var(--line); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden }
.facts > div { background: var(--paper); padding: .75rem 1rem }
.facts dt, .pairs dt { color: var(--soft); font-size: .875rem } .facts dd { margin: 0; font-weight: 600 }
.facts dd small { display: block; font-weight: 400 }
.pairs { display: grid; grid-template-columns: minmax(6.5rem, 10rem) minmax(0, 1fr); gap: .25rem 1rem; margin: 0 }
.pairs dd { margin: 0 } .pairs dt { line-height: 1.7 }
.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2.25rem }
.side > section { margin: 0 } .side { margin-top: 2.25rem }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; break-inside: avoid }
.card .pairs + * + .pairs, .card ul + .pairs { margin-top: .75rem } .card + .card { margin-top: .75rem } .dispute { border-color: var(--mark); border-left-width: 4px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 400; color: var(--soft); font-size: .875rem }
.number { text-align: right; white-space: nowrap; overflow-wrap: normal } .number:last-child { padding-right: 0 }
tfoot td, tfoot th { border: 0; padding-block: .125rem } tfoot tr:first-child > * { padding-top: .5rem }
tfoot tr:last-child > * { font-weight: 600; color: var(--ink); font-size: 1rem }
small, .soft { color: var(--soft); font-size: .875rem } address { font-style: normal }
blockquote { margin: .5rem 0; padding: .5rem .75rem; background: var(--raised); border-radius: .375rem; white-space: pre-line }
ul { margin: .5rem 0 } ol, ul { padding: 0; list-style: none } ol { margin: 0 }
.timeline li { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr) auto; gap: 0 1rem; padding: .375rem 0; break-inside: avoid;
  border-bottom: 1px solid var(--line) }
.timeline time { color: var(--soft); font-size: .875rem; line-height: 1.7; font-variant-numeric: tabular-nums }
.timeline small { line-height: 1.7 }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem } .timeline li { grid-template-columns: minmax(0, 1fr) auto }
  .timeline time { grid-column: 1 } .timeline small { grid-column: 2; grid-row: 1 } .timeline p { grid-column: 1 / -1 }
  .pairs { grid-template-columns: minmax(0, 1fr); gap: 0 } .pairs dd { margin-bottom: .5rem }
}
@page { margin: 16mm }
@media print {
  :root { color-scheme: light; font-size: 10.5pt } main { max-width: none; padding: 0 }
  a { color: inherit } a[href]::after { content: " (" attr(href) ")"; color: var(--soft); font-size: .875em }
  a.plain::after { content: none }
}
`
