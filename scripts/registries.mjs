// Writes the index of every folder whose files are rows of a table, so that adding a row is adding a file.
// A file exports one const named after itself (nadam.ts → nadam, gradient-descent.ts → gradientDescent).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const camel = (file) => file.replace(/-(.)/g, (_, c) => c.toUpperCase());
const rows = (folder) =>
  readdirSync(`src/${folder}`)
    .filter((f) => f.endsWith('.ts') && f !== 'index.ts')
    .map((f) => f.slice(0, -3))
    .sort();

function write(folder, text) {
  const path = `src/${folder}/index.ts`;
  const content = `// Written by scripts/registries.mjs from the files in this folder.\n${text}`;
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {}
  if (before !== content) writeFileSync(path, content);
}

/** All rows at once, in one array. */
function eager(folder, type, from, list) {
  const files = rows(folder);
  write(
    folder,
    `import type { ${type} } from '${from}';\n${files.map((f) => `import { ${camel(f)} } from './${f}.js';\n`).join('')}\nexport const ${list}: readonly ${type}[] = [${files.map(camel).join(', ')}];\n`,
  );
}

/** Files that hold several rows each: every one exports an array named after itself. */
function grouped(folder, type, from, list, except) {
  const files = rows(folder).filter((f) => f !== except);
  write(
    folder,
    files.map((f) => `import { ${camel(f)} } from './${f}.js';\n`).join('') +
      `import type { ${type} } from '${from}';\n\nexport const ${list}: readonly ${type}[] = [${files.map((f) => `...${camel(f)}`).join(', ')}];\n`,
  );
}

/** Each row when it is asked for. */
function lazy(folder, type, from, list) {
  const files = rows(folder);
  write(
    folder,
    `import type { ${type} } from '${from}';\n\nexport const ${list}: Readonly<Record<string, () => Promise<${type}>>> = {\n${files.map((f) => `  '${f}': async () => (await import('./${f}.js')).${camel(f)},\n`).join('')}};\n`,
  );
}

grouped('expression/operations', 'Operation', './operation.js', 'OPERATIONS', 'operation');
eager('optimize/methods', 'Method', '../method.js', 'METHODS');
eager('objective/losses', 'Loss', '../loss.js', 'LOSSES');
eager('diagnose/findings', 'Diagnosis', '../diagnosis.js', 'DIAGNOSES');
eager('figure/charts', 'Chart', '../chart.js', 'CHARTS');
lazy('cli/commands', 'Command', '../command.js', 'COMMANDS');
lazy('publish/readers', 'Reader', '../reader.js', 'READERS');
lazy('publish/targets', 'Target', '../target.js', 'TARGETS');
