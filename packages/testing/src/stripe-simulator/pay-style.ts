/** The look of the pay page, in light and dark. */
export const payStyle = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #5a6478; --line: #d5dbe3; --paper: #fff; --ground: #f3f5f8; --accent: #5138c9; --on-accent: #fff; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ebf1; --soft: #a3adbf; --line: #39414f; --paper: #1b202b; --ground: #11141b; --accent: #a594ff; --on-accent: #14102b; --bad: #ff9a91 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
form.pay { display: grid; gap: 1rem }
@media (min-width: 50rem) { form.pay { grid-template-columns: 1fr 1fr; align-items: start; gap: 1.5rem } }
section, fieldset { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; min-width: 0 }
legend, h2 { font-size: 1rem; font-weight: 600; margin: 0; padding: 0 }
legend { float: left; width: 100%; margin-bottom: .6rem } legend + * { clear: both }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; font-variant-numeric: tabular-nums }
table { width: 100%; border-collapse: collapse; margin-top: .75rem; font-variant-numeric: tabular-nums }
th { font-weight: 400; text-align: left } th, td { padding: .3rem 0; vertical-align: top } td { text-align: right; white-space: nowrap; padding-left: 1rem }
tfoot tr:first-child > * { border-top: 1px solid var(--line); padding-top: .6rem } tr.total > * { font-weight: 600; border-top: 1px solid var(--line); padding-top: .6rem }
label { display: block; margin-bottom: .7rem; font-size: .875rem; color: var(--soft) }
label.choice { display: flex; gap: .5rem; align-items: baseline; color: var(--ink); font-size: 1rem }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .75rem }
input:not([type=radio]), select { display: block; width: 100%; min-height: 2.75rem; margin-top: .2rem; padding: .45rem .6rem; font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: 6px }
select option { color: #000; background: #fff }
button { display: block; width: 100%; min-height: 2.75rem; margin-top: .5rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid var(--line); background: transparent; color: var(--ink); cursor: pointer }
button.pay { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
a { color: var(--accent) } summary { cursor: pointer }
.note { color: var(--soft); font-size: .875rem; margin: .5rem 0 0 }
.error { color: var(--bad); font-weight: 600; border: 1px solid; border-radius: 6px; padding: .5rem .75rem; margin: 0 0 1rem }
.narrow { max-width: 30rem; margin: 2rem auto }
code { font-size: .875em; overflow-wrap: anywhere }
`
