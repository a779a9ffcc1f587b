import { DownhillError } from '../../base/errors.js';
import { nearest } from '../../base/nearest.js';
import { evaluator } from '../../expression/evaluate.js';
import { type Expression, namesIn } from '../../expression/node.js';
import { parseExpression } from '../../language/index.js';

/** The same run with other seeds: `{ seeds: 1000, success: 'abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5' }`. */
export interface StudyOptions {
  /** Runs of each kind, this one included, 2 … 1e5: with its seed s, s + 1, … */
  readonly seeds: number;
  /**
   * Comparisons joined by `and`, over the parameters where a run ended, `mae`, `loss` and `epochs`. Default: a stop rule was met with mae or loss, or at least 95 % of the way to the lowest
   * loss was made.
   */
  readonly success?: string;
}

const MOST_SEEDS = 1e5;
/** Beside the parameters. */
const FIGURES = ['mae', 'loss', 'epochs'];
const COMPARISONS = new Set(['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual']);

/** Whether the numbers of an end, by name, are a success. */
export type Success = (value: (name: string) => number) => boolean;

/** @throws DownhillError for a number of seeds out of range, or keys that do not exist. */
export function checkStudy(study: StudyOptions): void {
  const unknown = Object.keys(study).find((key) => key !== 'seeds' && key !== 'success');
  if (unknown !== undefined)
    throw usage('study-malformed', `a study has no "${unknown}"`, 'it has seeds and success, as in seeds=200');
  const { seeds, success } = study;
  if (success !== undefined && typeof success !== 'string')
    throw usage('study-malformed', `success of a study must be text, got a ${typeof success}`, "write 'abs(W - 10) < 0.5'");
  if (!(Number.isInteger(seeds) && seeds >= 2 && seeds <= MOST_SEEDS))
    throw usage('study-seeds-out-of-range', `a study needs from 2 to 1e5 seeds, got ${seeds}`, 'try seeds=200');
}

/** What a study calls a success. @param parameters null where they are not known. @throws DownhillError with the place in the text. */
export function parseSuccess(text: string, parameters: readonly string[] | null): Success {
  const holds = clausesOf(text).map(({ clause, at }) => evaluator(comparison(clause, at, text, parameters)));
  return (value) => holds.every((hold) => hold(value) === 1);
}

const AND = /\band\b|&&/g;

/** What stands between the words `and`, trimmed, and where in the text each begins. */
function clausesOf(text: string): { readonly clause: string; readonly at: number }[] {
  const ands = [...text.matchAll(AND)];
  const starts = [0, ...ands.map((and) => and.index + and[0].length)];
  return starts.map((start, k) => {
    const part = text.slice(start, ands[k]?.index ?? text.length);
    return { clause: part.trim(), at: start + part.length - part.trimStart().length };
  });
}

function comparison(clause: string, at: number, text: string, parameters: readonly string[] | null): Expression {
  const span = (start: number, end: number) => ({ text, start: at + start, end: at + end });
  const parsed = parsedClause(clause, text, at);
  if (parsed.expression.kind !== 'call' || !COMPARISONS.has(parsed.expression.operation))
    throw new DownhillError('success-malformed', `"${clause}" compares nothing`, 'write for example abs(W - 10) < 0.5', {
      place: 'success',
      span: span(0, clause.length),
    });
  const known = [...(parameters ?? []), ...FIGURES];
  for (const { name, span: where } of parameters === null ? [] : parsed.uses) {
    if (known.includes(name)) continue;
    const close = nearest(name, known);
    throw new DownhillError(
      'success-name-unknown',
      `"${name}" is no parameter of the model`,
      close === null ? `known: ${known.join(', ')}` : `did you mean ${close}?`,
      { place: 'success', span: span(where.start, where.end) },
    );
  }
  if (namesIn(parsed.expression).length > 0) return parsed.expression;
  throw new DownhillError('success-malformed', `"${clause}" does not depend on the run`, `name one of ${known.join(', ')}`, {
    place: 'success',
    span: span(0, clause.length),
  });
}

/** Spans of mistakes are of the whole text. */
function parsedClause(clause: string, text: string, at: number): ReturnType<typeof parseExpression> {
  try {
    return parseExpression(clause, { levels: true });
  } catch (error) {
    if (!(error instanceof DownhillError) || error.span === undefined) throw error;
    const { start, end } = error.span;
    throw new DownhillError(error.code, error.message, error.advice, {
      place: 'success',
      span: { text, start: at + start, end: at + end },
    });
  }
}

const usage = (code: string, message: string, advice: string): DownhillError =>
  new DownhillError(code, message, advice, { place: '--study', usage: true });
