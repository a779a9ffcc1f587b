import { quote, type YamlIssue } from './yaml-misread.js';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Formulas in the `{ }` or `[ ]` of a line that YAML cuts at a comma, so that `{ W: uniform(-1, 1) }` is read as `uniform(-1` and a key `1)`: the first of them, and
 * the line with quotes around all. Told also where YAML complains of something else on that line: of two keys `1)`, say.
 *
 * @param offset somewhere on the line. @returns null where it has no such formula before `offset`.
 */
export function cutAtCommas(text: string, offset: number): YamlIssue | null {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  const cut = cutValues(line);
  const [first] = cut;
  if (first === undefined || from + first.start > offset) return null;
  const whole = (one: Stretch): string => line.slice(one.start, one.end);
  const quoted = cut
    .toReversed()
    .reduce((all, one) => `${all.slice(0, one.start)}${quote(whole(one))}${all.slice(one.end)}`, line);
  return {
    start: from + first.start,
    end: from + first.end,
    code: 'yaml-misread',
    message: `YAML takes the comma in ${whole(first)} for the end of the value`,
    advice: `quote ${cut.length === 1 ? 'it' : 'all of them'}: ${quoted.trim()} – or write each on a line of its own, where it needs no quotes`,
  };
}

/** The plain values with a comma inside brackets. */
function cutValues(line: string): Stretch[] {
  const opening = /(?:^|[:-][ \t]+)[ \t]*([{[])/.exec(line);
  if (opening === null) return [];
  const found: Stretch[] = [];
  const isMap = opening[1] === '{';
  let at = opening.index + opening[0].length;
  while (at < line.length) {
    const end = endOfItem(line, at);
    const item = line.slice(at, end);
    const head = (isMap ? /^[^:(]*:[ \t]+/ : /^[ \t]*/).exec(item)?.[0] ?? null;
    const value = head === null ? '' : item.slice(head.length).trimEnd();
    if (head !== null && /^[^\s'"{[|>&*!][^'"]*\([^()]*,/.test(value) && isClosed(value))
      found.push({ start: at + head.length, end: at + head.length + value.length });
    if (line[end] !== ',') break;
    at = end + 1;
  }
  return found;
}

/** One that goes on in the next line is not. */
const isClosed = (value: string): boolean => value.split('(').length === value.split(')').length;

/** Of the comma or the bracket that ends an item, outside of quotes and brackets of its own. */
function endOfItem(line: string, from: number): number {
  let open = 0;
  let quotes = '';
  for (let at = from; at < line.length; at++) {
    const character = line[at] as string;
    if (quotes !== '') quotes = character === quotes ? '' : quotes;
    else if (`'"\``.includes(character)) quotes = character;
    else if ('([{'.includes(character)) open++;
    else if (open === 0 && ',]}'.includes(character)) return at;
    else if (')]}'.includes(character)) open--;
  }
  return line.length;
}
