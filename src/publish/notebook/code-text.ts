/** Code as a post can carry it: byte for byte, but for control characters, which would make a feed unreadable, and stand as their signs (␛); broken surrogates are U+FFFD. */
export const codeText = (source: string): string =>
  source
    .replace(/\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, (character) =>
      character === '\x7f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0)),
    );

/** Languages of cell magics whose code is not the notebook's. */
const MAGICS: Readonly<Record<string, string>> = {
  bash: 'bash',
  sh: 'bash',
  script: 'bash',
  cmd: 'batch',
  html: 'html',
  svg: 'xml',
  javascript: 'javascript',
  js: 'javascript',
  latex: 'latex',
  markdown: 'markdown',
  r: 'r',
  perl: 'perl',
  ruby: 'ruby',
  sql: 'sql',
  bigquery: 'sql',
  cython: 'cython',
  julia: 'julia',
  css: 'css',
  python2: 'python',
  pypy: 'python',
};

/** The language that a cell is written in: of its magic (`%%bash`), its own, the notebook's. */
export function codeLanguage(source: string, own: string | null, notebook: string | null): string | null {
  const magic = /^\s*%%(\w+)/.exec(source)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(MAGICS, magic) ? (MAGICS[magic] as string) : (own ?? notebook);
}
