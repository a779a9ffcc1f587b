import { apply, multiply, number, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

/** 1 for the first argument that is the extreme, 0 for the others: a subgradient. */
function ofFirst(args: readonly Expression[], self: Expression): Expression[] {
  let earlier: Expression = number(1);
  return args.map((arg) => {
    const partial = multiply(earlier, apply('equal', arg, self));
    earlier = multiply(earlier, apply('notEqual', arg, self));
    return partial;
  });
}

/** Where an argument meets the extreme of the others. */
function meetings(name: string, args: readonly Expression[]): Expression[] {
  const [a, b] = args as [Expression, Expression];
  if (args.length === 2) return [subtract(a, b)];
  return args.map((arg, i) => subtract(arg, apply(name, ...args.filter((_, j) => j !== i))));
}

export const choice: readonly Operation[] = [
  {
    name: 'where',
    title: { en: 'b where a holds (is not 0), else c', ko: 'a가 참이면(0이 아니면) b, 아니면 c' },
    arity: 3,
    operator: { symbol: '?:', strength: 1, form: 'ternary', associates: 'right' },
    lower: (m, condition, yes, no) =>
      m.select(m.eq(condition, condition), m.select(m.ne(condition, m.constant(0)), yes, no), condition),
    // `multiply` carries factors into the side that is taken, so that the other side's NaN does not reach the derivative.
    derivative: ([condition]) => [
      number(0),
      apply('where', condition as Expression, number(1), number(0)),
      apply('where', condition as Expression, number(0), number(1)),
    ],
    sample: [
      [0, 1],
      [-10, 10],
      [-10, 10],
    ],
    ulp: 0,
    latex: (condition, yes, no) => `\\begin{cases} ${yes} & ${condition} \\\\ ${no} & \\text{otherwise} \\end{cases}`,
    numpy: (condition, yes, no) => `np.where(${condition}, ${yes}, ${no})`,
    javascript: (condition, yes, no) => `${condition} ? ${yes} : ${no}`,
  },
  {
    name: 'min',
    aliases: ['minimum'],
    title: { en: 'smallest of its arguments; on ties the slope of the first', ko: '가장 작은 값. 같으면 첫째의 기울기' },
    arity: [2, Number.POSITIVE_INFINITY],
    lower: (m, first, ...rest) => rest.reduce((a, b) => m.min(a, b), first as typeof first),
    derivative: ofFirst,
    kinks: (args) => meetings('min', args),
    sample: [[-10, 10]],
    ulp: 0,
    ...callTexts('\\min', '', 'Math.min'),
    numpy: (...args) => nested('np.minimum', args),
  },
  {
    name: 'max',
    aliases: ['maximum'],
    title: { en: 'largest of its arguments; on ties the slope of the first', ko: '가장 큰 값. 같으면 첫째의 기울기' },
    arity: [2, Number.POSITIVE_INFINITY],
    lower: (m, first, ...rest) => rest.reduce((a, b) => m.max(a, b), first as typeof first),
    derivative: ofFirst,
    kinks: (args) => meetings('max', args),
    sample: [[-10, 10]],
    ulp: 0,
    ...callTexts('\\max', '', 'Math.max'),
    numpy: (...args) => nested('np.maximum', args),
  },
  {
    name: 'clip',
    aliases: ['clamp'],
    title: {
      en: 'x, but not below low and not above high; slope 1 at both',
      ko: 'x를 low와 high 사이로 자름. 양 끝에서 기울기는 1',
    },
    arity: 3,
    lower: (m, x, low, high) => m.min(m.max(x, low), high),
    derivative: (args) => {
      const [x, low, high] = args as [Expression, Expression, Expression];
      return [
        multiply(apply('lessEqual', low, x), apply('lessEqual', x, high)),
        multiply(apply('less', x, low), apply('lessEqual', low, high)),
        apply('less', high, apply('max', x, low)),
      ];
    },
    kinks: (args) => {
      const [x, low, high] = args as [Expression, Expression, Expression];
      return [subtract(x, low), subtract(x, high)];
    },
    sample: [
      [-5, 5],
      [-3, -1],
      [1, 3],
    ],
    ulp: 0,
    ...callTexts('\\operatorname{clip}', 'np.clip', ''),
    javascript: (x, low, high) => `Math.min(Math.max(${x}, ${low}), ${high})`,
  },
];

/** np.minimum takes two. */
function nested(name: string, [first, ...rest]: readonly string[]): string {
  return rest.reduce<string>((sum, text) => `${name}(${sum}, ${text})`, first ?? '');
}
