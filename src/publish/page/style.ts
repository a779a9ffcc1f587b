/**
 * How the page looks: one column of text at a width that reads well, figures and code across it, tables scrolled on their own; light and dark as the reader's
 * system is; phones, and paper. The colours are those of the figures (`figure/theme.ts`, `figure/dark.ts`).
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1f2933; --muted: #5b6673; --line: #e5e9ee; --wash: #f5f7f9; --accent: #0067a3; --mark: #fff3c9;
  --keyword: #0b5c94; --string: #1b6b4a; --number: #9a4300; --comment: #6a7581;
  --text: "Pretendard Variable", Pretendard, -apple-system, BlinkMacSystemFont, "Segoe UI", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, sans-serif;
  --code: ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "D2Coding", "Noto Sans Mono CJK KR", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181f; --ink: #e3e8ee; --muted: #a3aebb; --line: #2b333e; --wash: #1b212a; --accent: #6cb8ee; --mark: #4a4018;
    --keyword: #7fbdf0; --string: #74cfa8; --number: #f0a470; --comment: #8a96a4;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.72 var(--text); text-rendering: optimizeLegibility; overflow-wrap: break-word; }
:lang(ko) { word-break: keep-all; }
article { max-width: 45rem; margin: 0 auto; padding: clamp(2rem, 7vw, 5.5rem) 1.25rem 6rem; }
header { margin-bottom: 2.75rem; padding-bottom: 1.5rem; border-bottom: 1px solid var(--line); }
header h1 { margin: 0; font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.5rem); line-height: 1.22; letter-spacing: -0.018em; text-wrap: balance; }
header p { margin: 0.75rem 0 0; color: var(--muted); font-size: 0.9375rem; }
h1, h2, h3, h4, h5, h6 { margin: 2.6em 0 0.7em; line-height: 1.35; font-weight: 700; letter-spacing: -0.01em; text-wrap: balance; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.45rem; } h3 { font-size: 1.2rem; margin-top: 2.2em; } h4, h5, h6 { font-size: 1.0625rem; margin-top: 2em; }
h2 + h3, h3 + h4 { margin-top: 1.2em; }
p, ul, ol, dl, blockquote, pre, figure, table, details, .scroll { margin: 0 0 1.25em; }
ul, ol { padding-left: 1.5em; } li { margin: 0.3em 0; } li > p { margin-bottom: 0.6em; } li > ul, li > ol { margin-bottom: 0; }
li::marker { color: var(--muted); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
a:hover { text-decoration-color: currentColor; }
a:focus-visible, summary:focus-visible, pre:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
blockquote { padding: 0.1em 0 0.1em 1.1em; border-left: 3px solid var(--line); color: var(--muted); }
blockquote > :last-child { margin-bottom: 0; }
hr { margin: 3em auto; width: 5rem; border: 0; border-top: 1px solid var(--line); }
mark { background: var(--mark); color: inherit; }
img, svg, video { max-width: 100%; height: auto; vertical-align: middle; }
p > img:only-child, p > picture:only-child > img, figure img { display: block; margin-inline: auto; }
figure figcaption { margin-top: 0.7em; color: var(--muted); font-size: 0.9rem; line-height: 1.55; text-align: center; }
code, kbd, pre, samp { font-family: var(--code); font-size: 0.875em; font-variant-ligatures: none; }
:not(pre) > code { padding: 0.12em 0.36em; border-radius: 5px; background: var(--wash); overflow-wrap: anywhere; }
pre { padding: 0.95rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--wash); line-height: 1.62; font-size: 0.84rem; overflow-x: auto; tab-size: 4; word-break: normal; overflow-wrap: normal; }
pre code { padding: 0; background: none; font-size: inherit; }
pre.downhill-output, pre.downhill-warning, pre.downhill-error { border: 0; background: none; color: var(--muted); padding-block: 0.15rem; }
pre.downhill-output { border-left: 0 !important; padding-left: 1.1rem !important; }
pre.downhill-warning, pre.downhill-error { padding-left: calc(1.1rem - 4px) !important; }
pre.downhill-warning, pre.downhill-error { border-radius: 0; color: inherit; }
.cell { margin: 0 0 1.75em; } .cell > * { margin-bottom: 0.8em; } .cell > :last-child { margin-bottom: 0; }
.k { color: var(--keyword); } .s { color: var(--string); } .n { color: var(--number); } .c { color: var(--comment); }
.scroll { overflow-x: auto; }
table { border: 0; border-collapse: collapse; font-size: 0.925rem; line-height: 1.5; font-variant-numeric: tabular-nums; }
div > table { margin-bottom: 0; }
:is(article, blockquote, li, dd) > table { display: block; max-width: 100%; overflow-x: auto; }
th, td { padding: 0.5em 0.9em; border: 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; text-align: left; }
thead th { border-bottom-color: color-mix(in srgb, var(--muted) 55%, transparent); white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0.3em; }
tbody tr:hover { background: var(--wash); }
math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "DejaVu Math TeX Gyre", math; font-size: 1.08em; }
math[display="block"] { display: block math; max-width: 100%; margin: 1.3em 0; padding: 0.2em 0; overflow-x: auto; overflow-y: hidden; }
details { border: 1px solid var(--line); border-radius: 10px; }
summary { padding: 0.6rem 1.1rem; color: var(--muted); font-size: 0.9rem; cursor: pointer; }
details[open] > summary { border-bottom: 1px solid var(--line); }
details > pre { margin: 0; border: 0; border-radius: 0 0 10px 10px; }
p.downhill-note, p.downhill-warning, p.downhill-error { font-size: 0.95rem; }
.footnotes { margin-top: 4rem; padding-top: 1.2rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.9rem; }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 36rem) {
  body { font-size: 1rem; line-height: 1.68; }
  article { padding-inline: 1.1rem; }
  p:has(> math:not([display])) { overflow-x: auto; overflow-y: hidden; }
  pre { border-radius: 8px; padding-inline: 0.85rem; font-size: 0.8rem; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --muted: #444; --line: #ccc; --wash: #f6f6f6; --accent: #000; }
  body { font-size: 10.5pt; } article { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; } .scroll, div[style*="overflow-x"] { overflow: visible; }
  figure, table, pre, math[display="block"], tr { break-inside: avoid; } h1, h2, h3, h4 { break-after: avoid; } p, li { orphans: 3; widows: 3; }
  p a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; word-break: break-all; }
  details:not([open]) { display: none; }
}
`.trim();
