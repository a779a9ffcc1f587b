// npm run bench -- startup [runs]: runs the file of that name in this folder.
import { readdirSync } from 'node:fs';

const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4));
if (!known.includes(name)) {
  console.error(`usage: npm run bench -- ${known.join('|')}`);
  process.exit(2);
}
process.argv.splice(2, process.argv.length - 2, ...rest);
await import(`./${name}.mjs`);
