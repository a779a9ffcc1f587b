import { apply } from './build.js';
import { evaluator } from './evaluate.js';
import { type Expression, namesIn } from './node.js';
import { rebuild } from './rebuild.js';

const PROBES = 4;
const ALIKE = 1e-9;

/**
 * Whether a formula gives the same where sin and cos of one argument change their sign, as they do half a turn further: sin(u)², |cos(u)|, sin(u)·cos(u), tan(u). Such a
 * formula swings twice as fast as the argument says. Numeric: it is probed at values of all names from ¼ to 2¼.
 * @returns false where no probe is finite.
 */
export function repeatsAfterHalfTurn(expression: Expression, argument: Expression): boolean {
  const turned = rebuild(expression, (operation, args, node) => {
    const made = apply(operation, ...args);
    return node.args[0] === argument && (operation === 'sin' || operation === 'cos') ? apply('negate', made) : made;
  });
  const names = namesIn(expression);
  const [before, after] = [evaluator(expression), evaluator(turned)];
  let finite = false;
  for (let probe = 0; probe < PROBES; probe++) {
    const value = (name: string): number =>
      0.25 + 2 * (((names.indexOf(name) + 1) * 0.6180339887498949 + probe * 0.7548776662466927) % 1);
    const [a, b] = [before(value), after(value)];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    if (!(Math.abs(a - b) <= ALIKE * Math.abs(a))) return false;
    finite = true;
  }
  return finite;
}
