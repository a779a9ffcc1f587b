// What becomes of real notebooks: node bench/publish-folder.mjs <folder>. Each is published as a page that stands alone, in batches; told are those converted, those refused with
// their codes, what was left out or is missing, pictures that a page does not hold itself, and the seconds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('give a folder of notebooks: node bench/publish-folder.mjs notebooks');
const notebooks = readdirSync(folder, { recursive: true })
  .filter((path) => path.endsWith('.ipynb'))
  .sort()
  .map((path) => join(folder, path));
const out = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
const counts = (codes) => {
  const found = new Map();
  for (const code of codes) found.set(code, (found.get(code) ?? 0) + 1);
  return [...found].map(([code, count]) => `${code} ${count}`);
};
const refused = [];
const notes = [];
const pictures = { shown: 0, elsewhere: 0, broken: 0 };
const start = performance.now();
for (let i = 0; i < notebooks.length; i += 25) {
  const batch = notebooks.slice(i, i + 25);
  const words = ['dist/cli.js', 'publish', ...batch, '--to', `html:${out}`, '--date', '2022-07-15', '--allow-missing', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(stderr);
  for (const each of JSON.parse(stdout).documents) {
    if (each.error) refused.push(each.error.code);
    notes.push(...(each.notes ?? []).map(({ code }) => code));
  }
}
const seconds = (performance.now() - start) / 1e3;
for (const name of readdirSync(out).filter((each) => each.endsWith('.html')))
  for (const [, src] of readFileSync(join(out, name), 'utf8').matchAll(/<img [^>]*?src="([^"]*)"/g))
    pictures[src.startsWith('data:') ? 'shown' : /^https?:/.test(src) ? 'elsewhere' : 'broken']++;
rmSync(out, { recursive: true });
console.log(`notebooks  ${notebooks.length}`);
console.log(`converted  ${notebooks.length - refused.length}`);
console.log(`refused    ${refused.length} ${counts(refused).join(', ')}`);
console.log(`pictures   ${pictures.shown} shown, ${pictures.elsewhere} elsewhere, ${pictures.broken} broken`);
console.log(`notes      ${counts(notes).join(', ')}`);
console.log(`seconds    ${seconds.toFixed(1)}`);
