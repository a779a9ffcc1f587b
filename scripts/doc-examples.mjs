// Writes test/generated/examples.test.ts: the @example of every public function, its `code // value` lines as expectations.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const entries = ['src/index.ts', 'src/node/index.ts'];
const found = [];
for (const entry of entries) {
  const folder = entry.replace(/[^/]+$/, '');
  for (const [, names, from] of readFileSync(entry, 'utf8').matchAll(/export (?!type)\{([^}]*)\} from '([^']+)'/g)) {
    const file = new URL(from.replace(/\.js$/, '.ts'), `file:///${folder}`).pathname.slice(1);
    const text = readFileSync(file, 'utf8');
    for (const name of names
      .split(',')
      .map((n) => n.trim())
      .filter((n) => n !== '' && !n.startsWith('type '))) {
      const exported = name.split(' as ')[0];
      const doc = new RegExp(
        `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:async )?(?:function\\*?|const|class) ${exported}\\b`,
      ).exec(text)?.[1];
      const example = doc === undefined ? undefined : /@example\s([\s\S]*)$/.exec(doc)?.[1];
      if (example !== undefined)
        found.push({ name, file, lines: example.split('\n').map((line) => line.replace(/^\s*\*\s?/, '').trimEnd()) });
    }
  }
}

const literal = /^(≈\s*)?((?:\w+Array )?\[.*\]|-?[\d.]+(?:e-?\d+)?…?|'.*'|"[^"]*"|true|false|null|undefined|\{.*\})$/;
function statement(line) {
  const match = /^(.*?);?\s*\/\/ (.*)$/.exec(line);
  if (match === null) return line;
  const [, code, value] = match;
  const parts = literal.exec(value.trim());
  if (parts === null || /^(const|let|import)\b/.test(code)) return line;
  return `agrees(${code}, ${parts[2].replace(/^\w+Array /, '').replace('…', '')}, ${parts[1] !== undefined || value.includes('…')});`;
}

const body = found
  .map(({ name, file, lines }) => {
    const code = lines
      .filter((line) => line !== '' && !line.startsWith('import '))
      .map(statement)
      .join('\n    ');
    return `  it(${JSON.stringify(`${name} (${file})`)}, async () => {\n    ${code}\n  });`;
  })
  .join('\n');
mkdirSync('test/generated', { recursive: true });
writeFileSync(
  'test/generated/examples.test.ts',
  `// Written by scripts/doc-examples.mjs.
import { describe, expect, it } from 'vitest';
import * as downhill from '../../src/index.js';
import * as node from '../../src/node/index.js';

const { ${[...new Set(found.flatMap(({ lines }) => [...lines.join('\n').matchAll(/\b[A-Za-z_]\w*\b/g)].map(([word]) => word)))]
    .filter(
      (word) =>
        readFileSync(entries[0], 'utf8').match(new RegExp(`\\b${word}\\b`)) && !/^(type|export|from|import|const|as)$/.test(word),
    )
    .join(', ')} } = { ...downhill, ...node } as Record<string, any>;

function agrees(got: unknown, want: unknown, roughly: boolean): void {
  if (typeof want === 'number' && typeof got === 'number') expect(Math.abs(got - want)).toBeLessThanOrEqual((roughly ? 0.02 : 1e-9) * Math.max(Math.abs(want), 1e-300));
  else if (Array.isArray(want)) {
    const list = Array.from(got as ArrayLike<unknown>);
    expect(list.length).toBe(want.length);
    want.forEach((value, i) => agrees(list[i], value, roughly));
  } else expect(got).toEqual(want);
}

describe('the examples of the docstrings hold', () => {
${body}
});
`,
);
