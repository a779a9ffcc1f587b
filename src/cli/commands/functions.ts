import { DRAWS } from '../../experiment/draws.js';
import { OPERATIONS } from '../../expression/operations/index.js';
import type { Operation } from '../../expression/operations/operation.js';
import type { Command } from '../command.js';
import { usageError } from '../failure.js';
import { EXIT, type Session } from '../session.js';
import { alignedTable } from '../table-text.js';
import { wrapped } from '../wrapped.js';

export const functions: Command = {
  name: 'functions',
  summary: { en: 'what a formula may contain', ko: '식에 쓸 수 있는 것들' },
  examples: [
    { line: 'downhill functions', does: { en: 'operators, functions and draws', ko: '연산자, 함수, 난수' } },
    {
      line: 'downhill functions tanh',
      does: { en: 'one with domain, other spellings and source', ko: '정의역, 다른 표기, 출처까지 자세히' },
    },
  ],
  define: (command, { say }) => {
    command.argument('[name]', say({ en: 'show this one in full', ko: '이 함수를 자세히' }));
  },
  run: async ([name], _options, session) => {
    const rows = name === undefined ? OPERATIONS : [await functionNamed(name)];
    if (session.json) {
      const { jsonText } = await import('../../node/json-text.js');
      const draws =
        name === undefined
          ? { draws: DRAWS.map((draw) => ({ name: draw.name, title: session.say(draw.title), arity: draw.arity })) }
          : {};
      session.print(jsonText({ schema: 'downhill.functions/1', functions: rows.map((row) => plain(row, session)), ...draws }));
    } else
      for (const line of name === undefined ? list(session) : rows.flatMap((row) => detail(row, session)))
        session.print(`${line}\n`);
    return EXIT.done;
  },
};

async function functionNamed(written: string): Promise<Operation> {
  const name = written.replace(/^(?:np|numpy|math|Math)\./, '').replace(/\(.*$/, '');
  const found = OPERATIONS.find(
    (row) => row.name === name || row.aliases?.includes(name) === true || row.operator?.symbol === name,
  );
  if (found !== undefined) return found;
  const { nearest } = await import('../../base/nearest.js');
  const known = OPERATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
  const close = nearest(name, known);
  throw usageError(
    'function-unknown',
    `there is no function "${name}"`,
    close === null ? 'see downhill functions for all of them' : `did you mean ${close}?`,
    name,
  );
}

/** As the titles of the rows call them. */
const letters = (count: number): string[] => (count === 1 ? ['x'] : ['a', 'b', 'c'].slice(0, count));

/** `a + b`, `-a`, `sin(x)`. */
function written({ name, operator, arity }: Operation): string {
  const [least, most] = typeof arity === 'number' ? [arity, arity] : arity;
  const args = letters(least);
  if (operator?.form === 'prefix') return `${operator.symbol}${args[0]}`;
  if (operator?.form === 'infix') return `${args[0]} ${operator.symbol} ${args[1]}`;
  if (operator?.form === 'ternary') return `${args[0]} ? ${args[1]} : ${args[2]}`;
  return `${name}(${args.join(', ')}${most > least ? ', …' : ''})`;
}

const plain = (row: Operation, { say }: Session): object => ({
  name: row.name,
  aliases: row.aliases ?? [],
  title: say(row.title),
  arity: row.arity,
  written: written(row),
  ...(row.operator === undefined ? {} : { operator: row.operator.symbol }),
  domain: row.domain === undefined ? null : say(row.domain),
  latex: row.latex(...argumentsOf(row)),
  numpy: row.numpy(...argumentsOf(row)),
  javascript: row.javascript(...argumentsOf(row)),
  ulp: row.ulp,
  reference: row.reference ?? null,
});

const argumentsOf = ({ arity }: Operation): string[] => letters(typeof arity === 'number' ? arity : arity[0]);

function list({ say, paint }: Session): string[] {
  const table = (rows: readonly Operation[]): string[] =>
    alignedTable(rows.map((row) => [`  ${written(row)}`, say(row.title), row.domain === undefined ? '' : say(row.domain)]));
  return [
    paint.strong(say({ en: 'operators', ko: '연산자' })),
    ...table(OPERATIONS.filter((row) => row.operator !== undefined)),
    '',
    paint.strong(
      say({
        en: 'functions and where they are defined; np., numpy., math., Math. may precede each',
        ko: '함수와 정의역. 앞에 np., numpy., math., Math.을 붙여도 됨',
      }),
    ),
    ...table(OPERATIONS.filter((row) => row.operator === undefined)),
    '',
    paint.strong(say({ en: 'constants', ko: '상수' })),
    `  pi, π, np.e, math.e`,
    '',
    paint.strong(
      say({
        en: 'draws and dates, in data expressions (generate, --let, start) only',
        ko: '난수와 날짜: 데이터 식(generate, --let, 시작값)에서만',
      }),
    ),
    ...alignedTable([
      ...DRAWS.map((draw) => [`  ${draw.name}(${['a', 'b'].slice(0, draw.arity).join(', ')})`, say(draw.title)]),
      ['  index', say({ en: 'the number of the row, from 0', ko: '0부터 센 행 번호' })],
      ['  years(Date)', say({ en: 'a column of dates as decimal years', ko: '날짜 열을 소수 연도로' })],
      ['  days(Date)', say({ en: 'a column of dates as days', ko: '날짜 열을 날수로' })],
    ]),
  ];
}

function detail(row: Operation, session: Session): string[] {
  const { say, paint } = session;
  const facts: [string, string][] = [
    [say({ en: 'domain', ko: '정의역' }), say(row.domain ?? { en: 'all real numbers', ko: '모든 실수' })],
    [say({ en: 'other spellings', ko: '다른 표기' }), (row.aliases ?? []).join(', ') || '–'],
    [say({ en: 'accuracy', ko: '정확도' }), row.ulp === 0 ? say({ en: 'exact', ko: '정확함' }) : `≤ ${row.ulp} ulp`],
    ['LaTeX', row.latex(...argumentsOf(row))],
    ['NumPy', row.numpy(...argumentsOf(row))],
    ['JavaScript', row.javascript(...argumentsOf(row))],
  ];
  return [
    `${paint.strong(written(row))}  ${say(row.title)}`,
    ...alignedTable(facts.map(([label, value]) => [`  ${label}`, value])),
    ...(row.reference === undefined ? [] : wrapped([row.reference], 2, session).map(paint.faint)),
  ];
}
