// npm run bench -- startup [runs]
const [name, ...rest] = process.argv.slice(2);
const known = ['startup', 'kernel'];
if (!known.includes(name)) {
  console.error(`usage: npm run bench -- ${known.join('|')}`);
  process.exit(2);
}
process.argv.splice(2, process.argv.length - 2, ...rest);
await import(`./${name}.mjs`);
