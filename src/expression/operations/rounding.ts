import * as precise from '../../base/double-double.js';
import { modulo } from '../../base/elementary/modulo.js';
import { alike } from '../../base/text.js';
import { apply, divide, negate, number, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

/** Zero at whole numbers, and continuous around them. */
function fromWhole(x: Expression): Expression {
  return subtract(x, apply('round', x));
}

export const rounding: readonly Operation[] = [
  {
    name: 'floor',
    title: { en: 'next whole number below', ko: '내림' },
    arity: 1,
    lower: (m, x) => m.floor(x),
    derivative: () => [number(0)],
    kinks: ([x]) => [fromWhole(x as Expression)],
    sample: [[-10, 10]],
    ulp: 0,
    latex: (x) => `\\left\\lfloor ${x} \\right\\rfloor`,
    numpy: (x) => `np.floor(${x})`,
    javascript: (x) => `Math.floor(${x})`,
  },
  {
    name: 'ceil',
    title: { en: 'next whole number above', ko: '올림' },
    arity: 1,
    lower: (m, x) => m.ceil(x),
    derivative: () => [number(0)],
    kinks: ([x]) => [fromWhole(x as Expression)],
    sample: [[-10, 10]],
    ulp: 0,
    latex: (x) => `\\left\\lceil ${x} \\right\\rceil`,
    numpy: (x) => `np.ceil(${x})`,
    javascript: (x) => `Math.ceil(${x})`,
  },
  {
    name: 'round',
    aliases: ['rint'],
    title: {
      en: 'nearest whole number, halves to the even one as in NumPy',
      ko: '가장 가까운 정수. 딱 절반이면 NumPy처럼 짝수로',
    },
    arity: 1,
    lower: (m, x) => m.nearest(x),
    derivative: () => [number(0)],
    kinks: ([x]) => [subtract(subtract(x as Expression, apply('floor', x as Expression)), number(0.5))],
    sample: [[-10, 10]],
    ulp: 0,
    latex: (x) => `\\operatorname{round}\\left(${x}\\right)`,
    numpy: (x) => `np.round(${x})`,
    // Math.round takes halves up.
    javascript: (x) => `((v) => (Math.abs(v % 1) === 0.5 ? 2*Math.round(v/2) : Math.round(v)))(${x})`,
  },
  {
    name: 'mod',
    title: {
      en: 'remainder a − b⌊a/b⌋ with the sign of b, as in Python and NumPy',
      ko: '나머지 a − b⌊a/b⌋. Python, NumPy처럼 b의 부호를 따름',
    },
    arity: 2,
    lower: (m, a, b) => m.call(modulo, a, b),
    doubleDouble: precise.modulo,
    derivative: (args) => {
      const [a, b] = args as [Expression, Expression];
      return [number(1), negate(apply('floor', divide(a, b)))];
    },
    kinks: ([a, b]) => [fromWhole(divide(a as Expression, b as Expression))],
    domain: alike('b ≠ 0'),
    sample: [
      [-10, 10],
      [0.5, 3],
    ],
    ulp: 0.5,
    ...callTexts('\\operatorname{mod}', 'np.mod', ''),
    javascript: (a, b) => `((a, b) => ((a % b) + b) % b)(${a}, ${b})`,
    reference: 'Knuth 1997, The Art of Computer Programming 1, §1.2.4',
  },
];
