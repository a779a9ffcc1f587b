import { AUTOMATIC_NAMES } from '../../optimize/automatic-rates.js';
import type { Method, Setting } from '../../optimize/method.js';
import { METHODS } from '../../optimize/methods/index.js';
import type { Command } from '../command.js';
import { usageError } from '../failure.js';
import { EXIT, type Session } from '../session.js';
import { alignedTable } from '../table-text.js';
import { wrapped } from '../wrapped.js';

export const methods: Command = {
  name: 'methods',
  summary: { en: 'the ways of going downhill, with their references', ko: '내려가는 방법들과 참고 문헌' },
  examples: [
    { line: 'downhill methods', does: { en: 'all of them', ko: '모두 보기' } },
    { line: 'downhill methods adam', does: { en: 'one with its settings', ko: '설정까지 자세히 보기' } },
  ],
  define: (command, { say }) => {
    command.argument('[name]', say({ en: 'show this one with its settings', ko: '이 방법을 설정까지 자세히' }));
  },
  run: async ([name], _options, session) => {
    const rows = name === undefined ? METHODS : [await methodNamed(name)];
    if (session.json) {
      const { jsonText } = await import('../../node/json-text.js');
      session.print(jsonText({ schema: 'downhill.methods/1', methods: rows.map((row) => plain(row, session)) }));
    } else
      for (const line of name === undefined ? list(session) : rows.flatMap((row) => detail(row, session)))
        session.print(`${line}\n`);
    return EXIT.done;
  },
};

async function methodNamed(name: string): Promise<Method> {
  const found = METHODS.find((method) => method.name === name);
  if (found !== undefined) return found;
  const { nearest } = await import('../../base/nearest.js');
  const known = METHODS.map((method) => method.name);
  const close = nearest(name, known);
  throw usageError(
    'method-unknown',
    `there is no method "${name}"`,
    close === null ? `known: ${known.join(', ')}` : `did you mean ${close}?`,
    name,
  );
}

const plain = (
  { name, title, summary, formula, reference, minibatch, steps, learningRate, settings }: Method,
  { say }: Session,
): object => ({
  name,
  title: say(title),
  summary: say(summary),
  formula,
  reference,
  minibatch,
  learningRate: steps === 'rate' ? (learningRate ?? null) : null,
  steps,
  settings: Object.entries(settings).map(([key, setting]) => ({ name: key, ...setting, title: say(setting.title) })),
});

function list(session: Session): string[] {
  const { say, paint } = session;
  return METHODS.flatMap((method, i) => [
    ...(i === 0 ? [] : ['']),
    `${paint.strong(method.name)}  ${say(method.title)}`,
    ...wrapped([say(method.summary)], 2, session),
    ...wrapped([method.reference], 2, session).map(paint.faint),
  ]);
}

function detail(method: Method, session: Session): string[] {
  const { say, paint } = session;
  const settings = Object.entries(method.settings).map(([name, setting]) => [
    `  ${name}`,
    String(setting.default),
    range(setting),
    say(setting.title),
  ]);
  const rate =
    method.steps === 'own'
      ? say({ en: 'finds its step sizes itself', ko: '걸음의 크기를 스스로 정합니다' })
      : method.learningRate === undefined
        ? say({
            en: `learning rate: auto when none is given; or a number, or one of ${AUTOMATIC_NAMES}`,
            ko: `학습률: 주지 않으면 auto. 수나 ${AUTOMATIC_NAMES} 중 하나를 줄 수 있음`,
          })
        : say({
            en: `learning rate: ${method.learningRate} when none is given`,
            ko: `학습률: 주지 않으면 ${method.learningRate}`,
          });
  return [
    `${paint.strong(method.name)}  ${say(method.title)}`,
    ...wrapped([say(method.summary)], 2, session),
    '',
    `  ${method.formula}`,
    '',
    `  ${rate}`,
    `  ${method.minibatch ? say({ en: 'takes minibatches (--batch)', ko: '미니배치를 쓸 수 있음(--batch)' }) : say({ en: 'needs all rows in every step', ko: '걸음마다 모든 행이 필요함' })}`,
    ...(settings.length === 0
      ? []
      : [
          '',
          `  ${say({ en: 'settings (--set name=value), with default and range:', ko: '설정(--set 이름=값), 기본값과 범위:' })}`,
          ...alignedTable(settings, ['left', 'right']),
        ]),
    '',
    ...wrapped([method.reference], 2, session).map(paint.faint),
  ];
}

function range({ least, most, exclusive }: Setting): string {
  const left = exclusive === 'least' || exclusive === 'both' ? '(' : '[';
  const right = exclusive === 'most' || exclusive === 'both' ? ')' : ']';
  const end = (value: number): string => (Number.isFinite(value) ? String(value) : value < 0 ? '−∞' : '∞');
  return `${left}${end(least)}, ${end(most)}${right}`;
}
