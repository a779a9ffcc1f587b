import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import type { RandomStream } from '../base/random/stream.js';
import { namesIn, topological } from '../expression/node.js';
import type { parseGradient } from '../language/index.js';
import { countTakenOut } from '../objective/count-taken-out.js';
import type { WrittenComponents } from '../objective/hand-written-gradient.js';
import { type Bounds, project } from '../optimize/bounds.js';
import type { Model } from '../problem/model.js';
import { drawScalar } from './generate.js';
import type { FitOptions } from './options.js';
import type { Prepared } from './prepare.js';

/**
 * The starts that were given, drawn in the order in which they are written; NaN where none was. Where `draw` holds, missing ones are drawn
 * uniformly from −1 to 1 as a hand-written loop does.
 *
 * @param bounds what was drawn is moved within them, as far as that takes; a number that was given is refused outside of them.
 * @throws DownhillError `start-not-finite`, `start-out-of-bounds`.
 */
export function givenStarts(
  options: FitOptions,
  model: Model,
  stream: RandomStream,
  draw: boolean,
  bounds: Bounds | null,
): Float64Array {
  const values = new Map<string, number>();
  for (const [name, start] of Object.entries(options.start ?? {})) {
    const value = typeof start === 'number' ? start : drawScalar(start, stream);
    if (!Number.isFinite(value))
      throw new DownhillError(
        'start-not-finite',
        `the start of ${name} must be a finite number, got ${value}`,
        'give a number or uniform(-1, 1)',
        {
          place: '--start',
        },
      );
    values.set(name, value);
  }
  const starts = Float64Array.from(model.free, (name) => values.get(name) ?? (draw ? stream.uniform(-1, 1) : Number.NaN));
  const inside = project(starts, bounds);
  starts.forEach((start, j) => {
    const name = model.free[j] as string;
    if (isNumber(options.start?.[name]) && start !== inside[j]) throw outOfBounds(name, start, j, bounds as Bounds);
  });
  return inside;
}

const outOfBounds = (name: string, start: number, j: number, { lower, upper }: Bounds): DownhillError =>
  new DownhillError(
    'start-out-of-bounds',
    `${name} starts at ${start}, outside of its bounds ${lower[j]} to ${upper[j]}`,
    `give a start within them, as --start '${name}=…', or widen them`,
    { place: '--start', usage: true },
  );

const isNumber = (value: number | string | undefined): boolean => value !== undefined && Number.isFinite(Number(value));

const countInside = (parameter: string, text: string): DownhillError =>
  new DownhillError(
    'gradient-count-inside',
    `n stands inside mean(…) or sum(…) of ${text} where it is neither a factor nor a divisor`,
    'take it out of the brackets, as in sum((prediction - y)*x)/n',
    { place: `gradient of ${parameter}` },
  );

const MEANINGS = ['prediction', 'residual', 'response', 'n'];

/** A hand-written gradient per free parameter. @throws for a missing parameter, an unknown one, or a name that means nothing. */
export function checkWritten(
  gradient: Readonly<Record<string, string>>,
  prepared: Prepared,
  parse: typeof parseGradient,
): WrittenComponents {
  const { free } = prepared.resolved.model;
  for (const name of Object.keys(gradient)) {
    if (free.includes(name)) continue;
    const close = nearest(name, free);
    throw new DownhillError(
      'unknown-parameter',
      `gradient names "${name}", which is no free parameter of the formula`,
      `${close === null ? '' : `did you mean ${close}? `}the free parameters are ${free.join(', ')}`,
      { place: 'gradient' },
    );
  }
  return free.map((parameter) => {
    const text = gradient[parameter];
    if (text === undefined)
      throw new DownhillError(
        'gradient-missing',
        `gradient says nothing of ${parameter}`,
        `write ${parameter}: mean(…), or leave "gradient" out`,
        {
          place: 'gradient',
        },
      );
    const parsed = parse(text);
    const inside = new Set<string>();
    for (const node of topological([parsed.expression]))
      if (node.kind === 'call' && (node.operation === 'mean' || node.operation === 'sum'))
        for (const arg of node.args) {
          for (const name of namesIn(arg)) inside.add(name);
          if (!prepared.columns.has('n') && namesIn(countTakenOut(arg).rest).includes('n'))
            throw countInside(parameter, parsed.text);
        }
    for (const { name, span } of parsed.uses) {
      if (free.includes(name) || MEANINGS.includes(name)) continue;
      if (prepared.columns.has(name) && inside.has(name)) continue;
      const column = prepared.table.columns.has(name);
      const names = [...MEANINGS, ...free, ...prepared.columns.keys()];
      const close = nearest(name, names);
      throw new DownhillError(
        'gradient-name-unknown',
        column && inside.has(name)
          ? `the gradient reads column "${name}", which the formula does not`
          : `"${name}" in the gradient of ${parameter} is ${column ? 'a column outside mean(…) or sum(…)' : 'neither column nor parameter'}`,
        column ? `write mean(${name})` : `${close === null ? '' : `did you mean ${close}? `}known: ${names.join(', ')}`,
        { place: `gradient of ${parameter}`, span },
      );
    }
    return parsed.expression;
  });
}
