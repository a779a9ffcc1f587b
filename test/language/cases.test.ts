import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import {
  caret,
  parseAssignments,
  parseBounds,
  parseExpression,
  parseFormula,
  parseGradient,
  print,
} from '../../src/language/index.js';
import { treeText } from './tree-text.js';

/**
 * cases/*.txt: blocks between blank lines. The first line is `kind: text` (`kind json: "text"` where it has characters that a line
 * cannot show), the rest is what comes out: a tree a line, or the code, message, advice and caret of the error.
 */
const FOLDER = join(import.meta.dirname, 'cases');

const READERS: Readonly<Record<string, (text: string) => string[]>> = {
  expression: (text) => [treeText(parseExpression(text).expression)],
  printed: (text) => [print(parseExpression(text).expression)],
  data: (text) => [treeText(parseExpression(text, { functions: 'data' }).expression)],
  gradient: (text) => [treeText(parseGradient(text).expression)],
  formula: (text) =>
    parseFormula(text).equations.map(({ response, expression }) => `${treeText(response)} ~ ${treeText(expression)}`),
  assignments: (text) =>
    parseAssignments(text).map(
      ({ name, expression, span }) => `${name} = ${treeText(expression)} | ${span.text.slice(span.start, span.end)}`,
    ),
  bounds: (text) => parseBounds(text).map(({ parameter, lower, upper }) => `${parameter} from ${lower} to ${upper}`),
};

export function outcome(kind: string, text: string): string {
  const read = READERS[kind];
  if (read === undefined) throw new Error(`no reader for ${kind}`);
  try {
    return read(text).join('\n');
  } catch (error) {
    if (!(error instanceof DownhillError) || error.span === undefined) throw error;
    return `error ${error.code}\n${error.message}\n${error.advice}\n${caret(error.span)}`;
  }
}

for (const file of readdirSync(FOLDER).sort()) {
  describe(file.replace('.txt', ''), () => {
    const blocks = readFileSync(join(FOLDER, file), 'utf8')
      .trimEnd()
      .split(/\n\n(?=\w+(?: json)?: )/);
    for (const block of blocks) {
      const [, kind, json, text] = /^(\w+)( json)?: ?(.*)/.exec(block) as unknown as [string, string, string | undefined, string];
      const expected = block.slice(block.indexOf('\n') + 1);
      it(`${kind} ${text} reads as ${expected.split('\n')[0]}`, () => {
        const input = json === undefined ? text : (JSON.parse(text) as string);
        expect(outcome(kind, input).replace(/[ \t]+$/gm, '')).toBe(expected);
      });
    }
  });
}
