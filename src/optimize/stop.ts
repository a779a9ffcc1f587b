import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { alike, joined, type Text } from '../base/text.js';
import type { Epoch, Stop } from './outcome.js';
import { showTrue } from './show.js';

/** What stop rules see: the epoch, and what changed since the one before. */
export interface Look extends Epoch {
  /** |Δf| / max(|f| before, |f| now); NaN at the start, 0 where both are 0. */
  readonly lossChange: number;
  /** max |Δxⱼ|; NaN at the start. */
  readonly step: number;
  /** Least and greatest value of `mae`, which is NaN, where the rows were not looked at. The loss is then theirs but for {@link SHARP}. */
  readonly maeWithin?: readonly [low: number, high: number];
  /** With it: the most by which `gradientNorm` may differ from that of the rows. */
  readonly gradientWithin?: number;
}

/** null: go on. Asked once per epoch, before its update; figures that are NaN meet no rule. */
export type StopRule = (look: Look) => Stop | null;

/** Whether a rule goes on for certain, whatever a look at the rows would show. */
export type Excluded = (look: Look) => boolean;

/** A rule, and what it needs where epochs are computed without a look at the rows. */
export interface WatchedRule {
  readonly rule: StopRule;
  readonly excluded: Excluded;
}

/** Relative error of losses that were computed without a look at the rows. */
const SHARP = 1e-11;

/**
 * The rule of a text: comparisons joined by `or`, of `mae`, `loss`, `gradient` (‖∇‖∞), `loss change` (relative), `step` (largest change of
 * a parameter), `epoch` or `evaluations` with a number, by `<`, `<=`, `>` or `>=`. The first that is met ends the run.
 *
 * @throws DownhillError with the place in the text for anything else, and for comparisons that can never be met.
 *
 * @example parseStop('mae < 0.001 or loss change < 1e-12')
 */
export function parseStop(text: string): StopRule {
  return watchedStop(text).rule;
}

/** {@link parseStop}, with what can be said where only bounds are known. */
export function watchedStop(text: string): WatchedRule {
  const conditions = read(text);
  const excluded: Excluded = (look) =>
    conditions.every(({ quantity, comparison, bound }) => quantity.range(look).every((value) => !comparison.holds(value, bound)));
  const rule: StopRule = (look) => {
    for (const { quantity, comparison, bound } of conditions) {
      const value = quantity.value(look);
      if (!comparison.holds(value, bound)) continue;
      const figure = showTrue(value, (rounded) => comparison.holds(rounded, bound));
      return {
        reason: `${quantity.reason}-${comparison.side}`,
        detail: joined(quantity.symbol, ` = ${figure} ${comparison.sign} ${String(bound)}`),
      };
    }
    return null;
  };
  return { rule, excluded };
}

/** What a rule compares, in the order in which it is written. @throws DownhillError as {@link parseStop}. */
export const comparisonsOf = (text: string): readonly Compared[] =>
  read(text).map(({ quantity, comparison, bound }) => ({ quantity: quantity.name, side: comparison.side, bound }));

export interface Compared {
  /** As it is typed: `mae`, `loss change`. */
  readonly quantity: string;
  readonly side: 'below' | 'above';
  readonly bound: number;
}

interface Quantity {
  /** As it is typed. */
  readonly name: string;
  readonly reason: string;
  readonly symbol: Text;
  readonly value: (look: Look) => number;
  /** Between which values it lies where the rows were not looked at. */
  readonly range: (look: Look) => readonly number[];
  /** Never below 0. */
  readonly magnitude: boolean;
}

/** What is the same with and without a look at the rows. */
const sure = (value: (look: Look) => number): Pick<Quantity, 'value' | 'range'> => ({ value, range: (look) => [value(look)] });

const nearly = (value: (look: Look) => number): Pick<Quantity, 'value' | 'range'> => ({
  value,
  range: (look) => [value(look) * (1 - SHARP), value(look) * (1 + SHARP)],
});

const around = (value: number, error = 0): readonly number[] => [value - error, value, value + error];

const QUANTITIES: readonly Quantity[] = [
  {
    name: 'mae',
    reason: 'mae',
    symbol: alike('mae'),
    value: (look) => look.mae,
    range: (look) => look.maeWithin ?? [look.mae],
    magnitude: true,
  },
  {
    name: 'loss change',
    reason: 'loss-change',
    symbol: { en: 'loss change', ko: '손실 변화' },
    ...sure((look) => look.lossChange),
    magnitude: true,
  },
  { name: 'loss', reason: 'loss', symbol: { en: 'loss', ko: '손실' }, ...nearly((look) => look.loss), magnitude: false },
  {
    name: 'gradient',
    reason: 'gradient',
    symbol: alike('‖∇‖∞'),
    value: (look) => look.gradientNorm,
    range: (look) => around(look.gradientNorm, look.gradientWithin),
    magnitude: true,
  },
  { name: 'step', reason: 'step', symbol: { en: 'step', ko: '걸음' }, ...sure((look) => look.step), magnitude: true },
  { name: 'epoch', reason: 'epoch', symbol: { en: 'epoch', ko: '에포크' }, ...sure((look) => look.epoch), magnitude: true },
  {
    name: 'evaluations',
    reason: 'evaluations',
    symbol: { en: 'evaluations', ko: '평가 횟수' },
    ...sure((look) => look.evaluations),
    magnitude: true,
  },
];

interface Comparison {
  readonly typed: readonly string[];
  readonly sign: string;
  readonly side: 'below' | 'above';
  readonly holds: (value: number, bound: number) => boolean;
}

const COMPARISONS: readonly Comparison[] = [
  { typed: ['<=', '≤', '=<'], sign: '≤', side: 'below', holds: (value, bound) => value <= bound },
  { typed: ['>=', '≥', '=>'], sign: '≥', side: 'above', holds: (value, bound) => value >= bound },
  { typed: ['<'], sign: '<', side: 'below', holds: (value, bound) => value < bound },
  { typed: ['>'], sign: '>', side: 'above', holds: (value, bound) => value > bound },
];

interface Condition {
  readonly quantity: Quantity;
  readonly comparison: Comparison;
  readonly bound: number;
}

const SPACE = /\s*/uy;
const WORDS = /\p{L}[\p{L}\p{N}_]*(?:[ \t]+(?!or\b|and\b)\p{L}[\p{L}\p{N}_]*)*/uy;
const SIGN = /[<>=≤≥!~]+/uy;
const NUMBER = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])/uy;
const JOIN = /(?:or(?![\p{L}\p{N}_])|\|\|?|,)/iuy;

function read(text: string): Condition[] {
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  };
  const fail = (message: string, advice: string, start = at, end = Math.max(start + 1, at)): DownhillError =>
    new DownhillError('stop-malformed', message, advice, {
      place: 'stop',
      span: { text, start, end: Math.min(end, text.length) },
      usage: true,
    });

  const conditions: Condition[] = [];
  for (;;) {
    const words = take(WORDS);
    if (words === null)
      throw fail(
        `a stop rule begins with what is compared, got ${rest(text, at)}`,
        `write for example mae < 0.001; known: ${KNOWN}`,
      );
    const nameAt = at - words.length;
    const quantity = QUANTITIES.find((row) => row.name === words.toLowerCase().replace(/[ \t]+/g, ' '));
    if (quantity === undefined) {
      const close = nearest(
        words,
        QUANTITIES.map((row) => row.name),
      );
      throw fail(
        `a stop rule knows no "${words}"`,
        `${close === null ? '' : `did you mean ${close}? `}known: ${KNOWN}`,
        nameAt,
        at,
      );
    }
    const sign = take(SIGN);
    const comparison = COMPARISONS.find((row) => sign !== null && row.typed.includes(sign));
    if (comparison === undefined) {
      const got = sign === null ? rest(text, at) : `"${sign}"`;
      throw fail(
        `after ${quantity.name} one of < <= > >= is expected, got ${got}`,
        `write ${quantity.name} < 0.001`,
        at - (sign?.length ?? 0),
        at,
      );
    }
    const digits = take(NUMBER);
    const bound = Number(digits ?? Number.NaN);
    if (!Number.isFinite(bound))
      throw fail(
        `after ${quantity.name} ${sign} a number is expected, got ${digits ?? rest(text, at)}`,
        `write ${quantity.name} ${sign} 0.001`,
      );
    if (quantity.magnitude && comparison.side === 'below' && !comparison.holds(0, bound))
      throw fail(
        `${quantity.name} ${sign} ${digits} can never be met: ${quantity.name} is never below 0`,
        'compare with a number above 0',
        nameAt,
        at,
      );
    conditions.push({ quantity, comparison, bound });
    const join = take(JOIN);
    if (join === null) {
      take(SPACE);
      if (at === text.length) return conditions;
      throw fail(
        `a stop rule should end here or go on with "or", got ${rest(text, at)}`,
        'join comparisons by or; the first that is met ends the run',
      );
    }
  }
}

const KNOWN = QUANTITIES.map((row) => row.name).join(', ');

function rest(text: string, at: number): string {
  const left = text.slice(at).trim();
  return left === '' ? 'the end' : `"${left.length > 20 ? `${left.slice(0, 20)}…` : left}"`;
}
