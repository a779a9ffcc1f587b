/**
 * What is left on a terminal after a program wrote: progress bars as they stood last, without colours, addresses and other escape sequences (ECMA-48, 8-bit ones and
 * OSC included), without control characters but tab and line end. Broken surrogates become U+FFFD; blanks that a bar was wiped out with go.
 */
export function terminalText(written: string): string {
  const text = written.replaceAll('\r\n', '\n').replace(UNSEEN, '');
  return clean(MOVES.test(text) ? screen(text) : text);
}

const clean = (text: string): string => text.replace(CONTROL, '').replace(/\p{Cs}/gu, '\ufffd');

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is taken out.
/** Commands with a text (titles, links) up to their terminator, else to the end of the line; CSI that only colour or switch; other escapes but those that move. */
const UNSEEN =
  /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c|(?=\n)|(?=\x1b)|$)|(?:\x1b\[|\x9b)[0-?]*[ -/]*(?![ACDGK])[@-~]|\x1b(?!\[)[ -/]*[0-~]|(?:\x1b\[|\x9b)[0-?]*$/g;
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g;
const MOVES = /[\r\b\x1b\x9b]/;
const STEP = /\r+|[\b]|\n|(?:\x1b\[|\x9b)([0-?]*)[ -/]*([ACDGK])|[^\r\b\n\x1b\x9b]+|[\s\S]/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: they are what is taken out.

/** Longer lines are written behind their end only: to write over them would take their length each time. */
const LONGEST = 20_000;

function screen(text: string): string {
  const rows = [''];
  let row = 0;
  let column = 0;
  const wiped = new Set<number>();
  for (const [step, count, command] of text.matchAll(STEP)) {
    const line = rows[row] as string;
    if (step === '\n') {
      if (++row === rows.length) rows.push('');
      column = 0;
    } else if (step.startsWith('\r')) column = 0;
    else if (step === '\b') column = Math.max(0, column - 1);
    else if (command !== undefined) {
      const by = Math.min(Math.max(1, Number.parseInt(count as string, 10) || 1), LONGEST);
      if (command === 'A') row = Math.max(0, row - by);
      else if (command === 'C') column = Math.min(column + by, line.length);
      else if (command === 'D') column = Math.max(0, column - by);
      else if (command === 'G') column = Math.min(by - 1, line.length);
      else rows[row] = erased(line, column, count as string);
    } else if (!step.startsWith('\u001b') && !step.startsWith('\u009b')) {
      if (line.length > LONGEST) column = line.length;
      if (column < line.length) wiped.add(row);
      rows[row] = line.slice(0, column).padEnd(column) + step + line.slice(column + step.length);
      column += step.length;
    }
  }
  return rows.map((line, i) => (wiped.has(i) ? line.trimEnd() : line)).join('\n');
}

function erased(line: string, column: number, count: string): string {
  if (count === '2') return '';
  return count === '1' ? line.slice(column).padStart(line.length) : line.slice(0, column);
}
