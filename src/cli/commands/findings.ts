import type { Diagnosis } from '../../diagnose/diagnosis.js';
import type { Evidence } from '../../diagnose/finding.js';
import { DIAGNOSES } from '../../diagnose/findings/index.js';
import { MARK, SEVERITY } from '../../experiment/labels.js';
import type { FindingResult } from '../../experiment/result.js';
import type { Command } from '../command.js';
import { usageError } from '../failure.js';
import { findingLines } from '../fit-report.js';
import { EXIT, type Session } from '../session.js';
import { alignedTable } from '../table-text.js';
import { wrapped } from '../wrapped.js';

export const findings: Command = {
  name: 'findings',
  summary: { en: 'what a fit is checked for, each with an example', ko: '적합에서 살피는 문제들과 각각의 예' },
  examples: [
    { line: 'downhill findings', does: { en: 'all of them, the gravest first', ko: '심각한 것부터 모두 보기' } },
    {
      line: 'downhill findings rate-too-high',
      does: { en: 'one with its test and an example, which is run', ko: '검사 조건과 예를 보고 그 예를 실행하기' },
    },
    {
      line: 'downhill findings gradient-wrong --json',
      does: { en: 'the same as data: test, example, and what it says', ko: '검사 조건, 예, 그 결과를 데이터로' },
    },
  ],
  define: (command, { say }) => {
    command.argument('[code]', say({ en: 'show this one and run its example', ko: '이 진단을 보고 예를 실행' }));
  },
  run: async ([code], _options, session) => {
    const { print, json } = session;
    const rows = code === undefined ? DIAGNOSES : [await diagnosisOf(code)];
    const said = code === undefined ? null : await saidOf(rows[0] as Diagnosis, session);
    if (json) {
      const { jsonText } = await import('../../node/json-text.js');
      const extra = said === null ? {} : { says: said };
      print(jsonText({ schema: 'downhill.findings/1', findings: rows.map((row) => ({ ...plain(row, session), ...extra })) }));
    } else
      for (const line of said === null ? list(session) : await detail(rows[0] as Diagnosis, said, session)) print(`${line}\n`);
    return EXIT.done;
  },
};

async function diagnosisOf(code: string): Promise<Diagnosis> {
  const found = DIAGNOSES.find((row) => row.code === code);
  if (found !== undefined) return found;
  const { nearest } = await import('../../base/nearest.js');
  const close = nearest(
    code,
    DIAGNOSES.map((row) => row.code),
  );
  throw usageError(
    'finding-unknown',
    `there is no finding "${code}"`,
    close === null ? 'see downhill findings for all of them' : `did you mean ${close}?`,
    code,
  );
}

/** What the example is told, that of this code only. */
async function saidOf({ code, example }: Diagnosis, { lang }: Session): Promise<FindingResult[]> {
  const { runExample } = await import('../../experiment/run-example.js');
  const { result } = await runExample(example, lang);
  return result.findings.filter((finding) => finding.code === code);
}

const plain = ({ code, severity, title, test, example }: Diagnosis, { say }: Session): object => ({
  code,
  severity,
  title: say(title),
  test: say(test),
  example,
});

function list(session: Session): string[] {
  const { say, paint } = session;
  return (['error', 'warning', 'note'] as const).flatMap((severity, i) => [
    ...(i === 0 ? [] : ['']),
    `${paint.severity[severity](`${MARK[severity]} ${say(SEVERITY[severity])}`)}: ${say(MEANING[severity])}`,
    ...DIAGNOSES.filter((row) => row.severity === severity).flatMap(({ code, title, test }) => [
      `  ${paint.strong(code)}  ${say(title)}`,
      ...wrapped([say(test)], 6, session).map(paint.faint),
    ]),
  ]);
}

const MEANING = {
  error: { en: 'do not use this result', ko: '이 결과를 쓰지 말 것' },
  warning: { en: 'check this', ko: '확인할 것' },
  note: { en: 'worth knowing', ko: '알아 두면 좋은 것' },
};

async function detail(
  { code, severity, title, test, example }: Diagnosis,
  said: readonly FindingResult[],
  session: Session,
): Promise<string[]> {
  const { say, paint } = session;
  const { blockYaml } = await import('../../experiment/block-yaml.js');
  const section = (head: string, lines: readonly string[]): string[] => ['', paint.strong(head), ...lines];
  const indented = (text: string): string[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`);
  return [
    `${paint.strong(code)}  ${say(title)}  ${paint.severity[severity](`${MARK[severity]} ${say(SEVERITY[severity])}`)}`,
    ...wrapped([say(test)], 2, session),
    ...section(
      say({ en: 'example, a block of a document for downhill run', ko: '예: downhill run에 쓰는 문서의 블록' }),
      indented(`\`\`\`downhill\n${blockYaml(example.block)}\`\`\``),
    ),
    ...(example.csv === undefined ? [] : section(String(example.block.data), indented(example.csv))),
    ...section(
      say({ en: 'what it says', ko: '그 결과' }),
      said.flatMap((finding) => [...findingLines(finding, session), ...numbers(finding, session)]),
    ),
  ];
}

/** The numbers of a finding, and the options that would mend it. */
function numbers({ evidence, fix = {} }: FindingResult, { say, paint }: Session): string[] {
  const rows = (head: string, values: Evidence): string[][] =>
    leaves(values, '').map(([name, value], i) => [i === 0 ? `  ${head}` : '', name, value]);
  return alignedTable([...rows(say({ en: 'evidence', ko: '근거' }), evidence), ...rows(say({ en: 'fix', ko: '수정' }), fix)]).map(
    paint.faint,
  );
}

/** `components.0.written`, and what stands there; a list of numbers in one line. */
function leaves(value: Evidence, path: string): [string, string][] {
  const isNested = typeof value === 'object' && value !== null;
  if (!isNested || (Array.isArray(value) && value.every((item) => typeof item !== 'object')))
    return [[path, Array.isArray(value) ? value.join(', ') : String(value)]];
  return Object.entries(value).flatMap(([key, below]) => leaves(below as Evidence, path === '' ? key : `${path}.${key}`));
}
