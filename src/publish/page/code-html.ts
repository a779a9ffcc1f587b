import { escapeHtml } from '../render/escape-html.js';

/**
 * Code as HTML in which comments, strings, numbers and a language's own words are told apart quietly. The text of the result is the code, character by
 * character; what is not understood is shown plain.
 *
 * @param language as it stands behind the fence; null, or one that is not known, for plain text.
 */
export function codeHtml(code: string, language: string | null): string {
  const family = language === null ? undefined : FAMILIES[ALIASES[language.toLowerCase()] ?? language.toLowerCase()];
  if (family === undefined) return escapeHtml(code);
  let html = '';
  let at = 0;
  for (const match of code.matchAll(family.tokens)) {
    const kind =
      match.groups?.c !== undefined ? 'c' : match.groups?.s !== undefined ? 's' : match.groups?.n !== undefined ? 'n' : 'k';
    if (kind === 'k' && !family.words.has(match[0])) continue;
    html += `${escapeHtml(code.slice(at, match.index))}<span class="${kind}">${escapeHtml(match[0])}</span>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(code.slice(at));
}

interface Family {
  /** Groups: comment, string, number; else a word. */
  readonly tokens: RegExp;
  readonly words: ReadonlySet<string>;
}

const HASH = '#[^\\n]*';
const SLASHES = '//[^\\n]*|/\\*[^]*?\\*/';
const QUOTES = '"(?:[^"\\\\\\n]|\\\\[^])*"|\'(?:[^\'\\\\\\n]|\\\\[^])*\'';
const TRIPLE = '[rbfuRBFU]{0,2}(?:"""[^]*?"""|\'\'\'[^]*?\'\'\')';
const NUMBER =
  '(?<![\\p{L}\\p{N}_.])(?:0[xXbBoO][\\da-fA-F_]+|\\d[\\d_]*\\.?[\\d_]*(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)';
const WORD = '[\\p{L}_$][\\p{L}\\p{N}_$]*';

const family = (comment: string, string: string, words: string): Family => ({
  tokens: new RegExp(`(?<c>${comment})|(?<s>${string})|(?<n>${NUMBER})|${WORD}`, 'gu'),
  words: new Set(words.split(' ')),
});

const C_WORDS =
  'break case catch class const continue default delete do else enum export extends false finally for function if import in let new null return static struct super switch this throw true try typeof var void while yield async await of';
const FAMILIES: Readonly<Record<string, Family>> = {
  python: family(
    HASH,
    `${TRIPLE}|[rbfuRBFU]{0,2}(?:${QUOTES})`,
    'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield',
  ),
  javascript: family(SLASHES, `${QUOTES}|\`(?:[^\`\\\\]|\\\\[^])*\``, `${C_WORDS} interface type readonly as from undefined`),
  c: family(
    SLASHES,
    QUOTES,
    `${C_WORDS} auto bool char double float fn func go impl int long mut package pub public private short signed sizeof string template typename union unsigned use using`,
  ),
  shell: family(
    '(?<![^\\s;])#[^\\n]*',
    '"(?:[^"\\\\]|\\\\[^])*"|\'[^\']*\'',
    'if then else elif fi for in do done while case esac function return export local',
  ),
  r: family(HASH, QUOTES, 'if else for while repeat function return next break TRUE FALSE NULL NA Inf NaN in library'),
  julia: family(
    '#=[^]*?=#|#[^\\n]*',
    `${TRIPLE}|"(?:[^"\\\\]|\\\\[^])*"`,
    'begin break const continue do else elseif end export false for function if import in let macro module mutable quote return struct true try using while',
  ),
  sql: family(
    '--[^\\n]*|/\\*[^]*?\\*/',
    QUOTES,
    'SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT JOIN LEFT RIGHT INNER OUTER ON AS AND OR NOT NULL IN IS CASE WHEN THEN ELSE END WITH INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE DROP UNION ALL DISTINCT select from where group by order having limit join left right inner outer on as and or not null in is case when then else end with insert into values update set delete create table drop union all distinct',
  ),
  yaml: family('(?<![^\\s])#[^\\n]*', QUOTES, 'true false null'),
};
const ALIASES: Readonly<Record<string, string>> = {
  py: 'python',
  python3: 'python',
  ipython: 'python',
  ipython3: 'python',
  js: 'javascript',
  jsx: 'javascript',
  ts: 'javascript',
  tsx: 'javascript',
  typescript: 'javascript',
  cpp: 'c',
  'c++': 'c',
  cs: 'c',
  java: 'c',
  go: 'c',
  rust: 'c',
  rs: 'c',
  bash: 'shell',
  sh: 'shell',
  zsh: 'shell',
  yml: 'yaml',
  downhill: 'yaml',
  toml: 'yaml',
};
