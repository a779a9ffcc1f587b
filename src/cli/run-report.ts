import { digits } from '../base/number-format.js';
import { MARK, OUTCOME, WORDS } from '../experiment/labels.js';
import { isTrusted } from '../experiment/outcome-text.js';
import type { FindingResult, FitResult } from '../experiment/result.js';
import { findingLines } from './fit-report.js';
import type { Finished } from './run-blocks.js';
import type { Session } from './session.js';
import { studyReport } from './study-report.js';
import { alignedTable } from './table-text.js';

/** Parameters get a column each while there are not more of them in the whole document. */
const MOST_COLUMNS = 4;

/** What `run` prints: a table with a row per experiment, then the errors and warnings, each once. */
export function runReport(finished: readonly Finished[], folder: string, session: Session): string[] {
  const { say, paint } = session;
  const parameters = [...new Set(finished.flatMap(({ run }) => Object.keys(run.result.parameters)))];
  const shown = parameters.length <= MOST_COLUMNS ? parameters : [];
  const known = finished.some(({ run }) => distance(run.result) !== null);
  const head = [
    ...[WORDS.experiment, WORDS.method, WORDS.rate, WORDS.outcome, WORDS.epochs].map(say),
    'MAE',
    ...shown,
    ...(known ? [say(WORDS.distance)] : []),
    say(WORDS.findings),
  ];
  const rows = finished.map(({ experiment, run: { result, final } }) => [
    experiment.id,
    result.method.name,
    result.method.learningRate === null ? '–' : digits(result.method.learningRate, 4),
    (isTrusted(result.outcome) ? paint.good : paint.severity.error)(say(OUTCOME[result.outcome])),
    String(result.stop.epochs),
    digits(final.mae, 4),
    ...shown.map((name) => digits(result.parameters[name]?.value ?? null, 5)),
    ...(known ? [digits(distance(result), 2)] : []),
    codes(result.findings, session),
  ]);
  const right = ['right', 'right'] as const;
  const [first, ...rest] = alignedTable(
    [head, ...rows],
    ['left', 'left', 'right', 'left', ...right, ...shown.map(() => 'right' as const), ...(known ? (['right'] as const) : [])],
  );
  const files = say({ en: `The record is in ${folder}`, ko: `기록은 ${folder}에 있습니다` });
  const studies = finished.flatMap(({ experiment, run: { result } }) =>
    result.study === undefined ? [] : ['', ...studyReport(result.study, session, experiment.id)],
  );
  return [paint.faint(first ?? ''), ...rest, ...studies, ...serious(finished, session), '', files];
}

/** ‖value − truth‖ where the truth is known. */
function distance({ parameters }: FitResult): number | null {
  const distances = Object.values(parameters).map((parameter) => parameter.distance);
  if (distances.some((each) => each === undefined || each === null)) return null;
  return Math.sqrt(distances.reduce<number>((sum, each) => sum + (each ?? 0) ** 2, 0));
}

const codes = (findings: readonly FindingResult[], { paint }: Session): string =>
  findings
    .filter((finding) => finding.severity !== 'note')
    .map((finding) => paint.severity[finding.severity](`${MARK[finding.severity]} ${finding.code}`))
    .join(' ');

/** The errors and warnings, equal ones once, with the experiments that have them. */
function serious(finished: readonly Finished[], session: Session): string[] {
  const groups = new Map<string, { finding: FindingResult; ids: string[] }>();
  for (const { experiment, run } of finished)
    for (const finding of run.result.findings) {
      if (finding.severity === 'note') continue;
      const key = `${finding.code} ${finding.message} ${finding.advice}`;
      const group = groups.get(key) ?? { finding, ids: [] };
      group.ids.push(experiment.id);
      groups.set(key, group);
    }
  return [...groups.values()].flatMap(({ finding, ids }) => {
    const [head = '', ...text] = findingLines(finding, session);
    return ['', `${head}  ${session.paint.strong(ids.join(', '))}`, ...text];
  });
}
