import { isAbsolute, relative, sep } from 'node:path';
import { shellLine } from './shell-quote.js';

/** Options that say where output goes and on what it is computed, not what is computed; `true` where a value follows. */
const OUTPUT: Readonly<Record<string, boolean>> = {
  '--out': true,
  '--threads': true,
  '--json': false,
  '--quiet': false,
  '--no-plot': false,
};

/** The command line that repeats a run, without where its output went; absolute paths become relative to the working folder. */
export function repeatLine(words: readonly string[]): string {
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const name = word.replace(/=.*$/, '');
    if (!Object.hasOwn(OUTPUT, name)) kept.push(isAbsolute(word) ? relative(process.cwd(), word).split(sep).join('/') : word);
    else if (OUTPUT[name] === true && name === word) i++;
  }
  return shellLine(['downhill', ...kept]);
}
