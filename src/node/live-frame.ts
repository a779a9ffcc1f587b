import { createHash } from 'node:crypto';

/**
 * The page around a page that is being written: it loads it anew when told to, at the same place, and shows what is wrong. It has the only script.
 * @param path of the page, below the folder that is served. @returns the page, and the policy under which its script runs and nothing else.
 */
export function framePage(path: string): { readonly html: string; readonly policy: string } {
  const source = `/${path.split('/').map(encodeURIComponent).join('/')}`.replaceAll("'", '%27');
  const html = `<!doctype html>
<html><head><meta charset="utf-8"><title>downhill</title>
<style>${STYLE}</style></head>
<body><pre hidden></pre><iframe sandbox="allow-same-origin allow-popups" src="${source}"></iframe>
<script>${SCRIPT}</script></body></html>
`;
  const policy = `default-src 'none'; script-src 'sha256-${digest(SCRIPT)}'; style-src 'sha256-${digest(STYLE)}'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'`;
  return { html, policy };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const STYLE = `
html, body { height: 100%; margin: 0; color-scheme: light dark; }
body { display: flex; flex-direction: column; }
iframe { flex: 1; border: 0; }
pre { margin: 0; padding: 12px 16px; background: #8f1d1d; color: #fff; font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; max-height: 40vh; overflow: auto; }
`;

const SCRIPT = `
const frame = document.querySelector('iframe');
const note = document.querySelector('pre');
const events = new EventSource('/~events');
let dropped = false;
const reload = () => frame.contentWindow.location.reload();
frame.addEventListener('load', () => { document.title = frame.contentDocument.title; });
events.addEventListener('reload', reload);
events.addEventListener('said', ({ data }) => { note.textContent = JSON.parse(data); note.hidden = note.textContent === ''; });
events.addEventListener('error', () => { dropped = true; });
events.addEventListener('open', () => { if (dropped) reload(); dropped = false; });
`;
