/**
 * Finds the column that a parameter's name is probably a misspelling of. A parameter is near a column when
 *
 * - the names are equal but for letter case, `_` and width (`X` beside `x`, `y1` beside `Y_1`, `ｘ` beside `x`), however short they are; or
 * - without the digits at their ends both have three letters or more and are one edit apart (a letter missing, too many, wrong, or two
 *   neighbours swapped: `tmie` beside `time`, `tmie1` beside `time1`), the digits being equal; or
 * - they are equal but for the digits at their ends, which are one edit apart, the column having some (`x4` beside `x1`, `temp` beside
 *   `temp1`; not `x0` beside `x`: an offset) and the parameter being no single letter, unless other parameters differ from it only there:
 *   then they are a family (`a2`, `a3` beside the column `a1`) and not typing errors.
 *
 * Two or more parameters one edit from the same column are a family too. Letter case is told even then.
 *
 * @returns per parameter its column, for those that are near one.
 */
export function nearColumns(parameters: readonly string[], columns: readonly string[]): Map<string, string> {
  const { alike, misspelt, renumbered } = columnIndex(columns);
  const families = countBy(parameters, (parameter) => split(parameter).stem);
  const edited = new Map<string, string>();
  const near = new Map<string, string>();
  for (const parameter of parameters) {
    const same = alike(parameter);
    if (same !== undefined) near.set(parameter, same);
    if (same !== undefined || parameter.length > MOST_EDITED || [...parameter].length < 2) continue;
    const inFamily = (families.get(split(parameter).stem) ?? 0) > 1;
    const column = (inFamily ? undefined : renumbered(parameter)) ?? misspelt(parameter);
    if (column !== undefined) edited.set(parameter, column);
  }
  const together = countBy([...edited.values()], (column) => column);
  for (const [parameter, column] of edited) if (together.get(column) === 1) near.set(parameter, column);
  return near;
}

/** Longer names are compared for letter case alone. */
const MOST_EDITED = 64;
const LEAST_STEM = 3;

/** Finds columns by what a misspelling of them has in common with them, so that many names beside many columns cost little. */
function columnIndex(
  columns: readonly string[],
): Record<'alike' | 'misspelt' | 'renumbered', (name: string) => string | undefined> {
  const folded = new Map<string, string>();
  // By stem and digits with up to one letter of the stem left out: two stems one edit apart share such a key.
  const shortened = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  for (const column of columns) {
    if (!folded.has(fold(column))) folded.set(fold(column), column);
    if (column.length > MOST_EDITED) continue;
    const { stem, digits } = split(column);
    collect(stems, stem, column);
    if (stem.length >= LEAST_STEM) for (const key of shortenings(stem)) collect(shortened, `${key}${digits}`, column);
  }
  return {
    alike: (name) => folded.get(fold(name)),
    renumbered(name) {
      const { stem, digits } = split(name);
      return stems.get(stem)?.find((column) => split(column).digits !== '' && isOneEdit(digits, split(column).digits));
    },
    misspelt(name) {
      const { stem, digits } = split(name);
      if (stem.length < LEAST_STEM) return undefined;
      return shortenings(stem)
        .flatMap((key) => shortened.get(`${key}${digits}`) ?? [])
        .find((column) => split(column).digits === digits && isOneEdit(stem, split(column).stem));
    },
  };
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll('_', '');

function split(name: string): { stem: string; digits: string } {
  const [, stem = '', digits = ''] = /^(.*?)_?([0-9]*)$/s.exec(name.slice(0, MOST_EDITED + 1)) ?? [];
  return { stem: name.length > MOST_EDITED ? name : stem, digits };
}

/** The word, and the word with each of its letters left out. */
const shortenings = (word: string): string[] => [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];

/** One letter added, left out or replaced, or two neighbours swapped (Damerau 1964). */
export function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let front = 0;
  while (front < a.length && front < b.length && a[front] === b[front]) front++;
  const [restA, restB] = [a.slice(front), b.slice(front)];
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restB.slice(1) === restA;
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1);
}

function collect(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
