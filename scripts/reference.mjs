// Writes docs/reference/ from the registries; with --check only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { CHARTS, DIAGNOSES, experiment, LOSSES, METHODS, OPERATIONS, readTable } from '../dist/index.js';

const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const note = '<!-- Written by scripts/reference.mjs from the registries. -->\n';

const pages = {
  'methods.md': `${note}# Methods\n\n${METHODS.map(
    (m) =>
      `## ${m.name}: ${m.title.en} · ${m.title.ko}\n\n${m.summary.en}\n\n${m.summary.ko}\n\n$$${m.formula}$$\n\n${
        Object.keys(m.settings).length === 0
          ? ''
          : `${table(
              ['setting', 'default', 'range', 'meaning'],
              Object.entries(m.settings).map(([name, s]) => [
                name,
                s.default,
                `${s.exclusive === 'least' || s.exclusive === 'both' ? '(' : '['}${s.least}, ${s.most}${s.exclusive === 'most' || s.exclusive === 'both' ? ')' : ']'}`,
                s.title.en,
              ]),
            )}\n\n`
      }Learning rate: ${m.steps === 'own' ? 'finds its steps itself' : (m.learningRate ?? 'found by Armijo backtracking unless given')}. Minibatches: ${m.minibatch ? 'yes' : 'no'}. Reference: ${m.reference}.\n`,
  ).join('\n')}`,
  'functions.md': `${note}# Functions and operators\n\n${table(
    ['name', 'also', 'meaning', 'domain', 'NumPy', 'JavaScript', 'error (ulp)', 'reference'],
    OPERATIONS.map((o) => {
      const names = ['x', 'y', 'z'].slice(0, typeof o.arity === 'number' ? o.arity : o.arity[0]);
      return [
        `\`${o.name}\``,
        (o.aliases ?? []).map((a) => `\`${a}\``).join(' '),
        o.title.en,
        o.domain?.en ?? 'all',
        `\`${o.numpy(...names)}\``,
        `\`${o.javascript(...names)}\``,
        o.ulp,
        o.reference,
      ];
    }),
  )}\n`,
  'losses.md': `${note}# Losses\n\n${table(
    ['name', 'title', 'meaning', 'settings', 'reference'],
    LOSSES.map((l) => [
      `\`${l.name}\``,
      `${l.title.en} · ${l.title.ko}`,
      l.summary.en,
      Object.entries(l.settings)
        .map(([name, s]) => `${name} = ${s.default}: ${s.title.en}`)
        .join('; '),
      l.reference,
    ]),
  )}\n`,
  'findings.md': `${note}# Findings\n\n${table(
    ['code', 'severity', 'title', 'test'],
    DIAGNOSES.map((d) => [`[\`${d.code}\`](#${d.code})`, d.severity, `${d.title.en} · ${d.title.ko}`, d.test.en]),
  )}\n\n${(await Promise.all(DIAGNOSES.map(findingSection))).join('\n')}`,
  'figures.md': `${note}# Figures\n\n${table(
    ['name', 'title', 'shows', 'options'],
    CHARTS.map((c) => [
      `\`${c.name}\``,
      `${c.title.en} · ${c.title.ko}`,
      c.summary.en,
      Object.entries(c.options)
        .map(([name, o]) => `${name} (${o.type}): ${o.title.en}`)
        .join('; '),
    ]),
  )}\n`,
};

/** The example of a finding, and what it is told. */
async function findingSection({ code, title, example: { block, csv } }) {
  const readData = ({ file }) => readTable(new TextEncoder().encode(csv), { source: file });
  const said = [];
  for (const lang of ['en', 'ko']) {
    const { result } = await experiment({ ...block, lang }, { readData });
    const { message, advice } = result.findings.find((finding) => finding.code === code);
    said.push(`${message}\n\n→ ${advice}`);
  }
  const file = csv === undefined ? '' : `\`${block.data}\`:\n\n\`\`\`csv\n${csv}\`\`\`\n\n`;
  return `## ${code}\n\n${title.en} · ${title.ko}\n\n\`\`\`yaml\n${stringify(block, { lineWidth: 0 })}\`\`\`\n\n${file}${said.join('\n\n')}\n`;
}

mkdirSync('docs/reference', { recursive: true });
let stale = 0;
for (const [file, text] of Object.entries(pages)) {
  const path = `docs/reference/${file}`;
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {}
  if (before === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is not what the registries say: run npm run reference`);
    stale++;
  } else writeFileSync(path, text);
}
process.exit(stale > 0 ? 1 : 0);
