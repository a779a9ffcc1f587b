/**
 * Whether what stands between two dollars may be a formula, and not a price, a shell variable or a sentence between two of them. Pandoc's rule (no
 * blank inside of the dollars, no digit behind them) has been looked at before; this is for what it lets through: `$HOME/bin:$PATH`, `US$5 (CA$ …`.
 *
 * @param before, after the characters outside of the dollars; empty at the ends of the text.
 */
export function looksLikeMath(inner: string, before: string, after: string): boolean {
  const content = inner.trim();
  if (content === '' || /^["')\]]/.test(content)) return false;
  if (/\\[A-Za-z]/.test(content)) return true;
  if (isVariable(content, after)) return false;
  if (/[\^_=<>]|\\[{}|,;!:]/.test(content)) return true;
  if (HANGUL_OR_CJK.test(content) || content.includes('"')) return false;
  if (/[A-Za-z]{3,}[ \t\r\n]+[A-Za-z]{2,}/.test(content)) return false;
  if (/^\d/.test(content)) return !isPrice(content, before);
  return true;
}

const HANGUL_OR_CJK = /[\u1100-\u11FF\u3040-\u30FF\u3130-\u318F\u4E00-\u9FFF\uAC00-\uD7A3]/;

/** `HOME/bin:` before `PATH`, `{a}/` before `{b}`, `(pwd)/` before `(x)`: both dollars open something. */
const isVariable = (content: string, after: string): boolean =>
  (/[A-Za-z_]/.test(after) &&
    (/^[A-Z_][A-Z0-9_]+(?:\W|$)/.test(content) || /^[a-z_]\w+\W/.test(content) || /^\w{3,}$/.test(content))) ||
  (after === '{' && content.startsWith('{')) ||
  (after === '(' && content.startsWith('('));

/** `5 per month (US`, `10-15K (A`, `20/CA`. */
const isPrice = (content: string, before: string): boolean =>
  /[A-Za-z]/.test(before) ||
  /^[\d.,]+\s*[A-Za-z]{2,}/.test(content) ||
  /[ /~,(-](?:US|CA|AU|NZ|HK|NT|MX|[ACSR])$/.test(content) ||
  content.split('(').length !== content.split(')').length;
