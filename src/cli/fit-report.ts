import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import { MARK, SEVERITY, WORDS } from '../experiment/labels.js';
import { isTrusted, outcomeText } from '../experiment/outcome-text.js';
import { parameterRows } from '../experiment/parameter-rows.js';
import type { FindingResult, FitResult, RobustResult } from '../experiment/result.js';
import { searchLine } from './search-line.js';
import type { Session } from './session.js';
import { studyReport } from './study-report.js';
import { alignedTable } from './table-text.js';
import { wrapped } from './wrapped.js';

/** What `fit` prints of a result, without the plot. */
export function fitReport(result: FitResult, session: Session): string[] {
  const { paint, say } = session;
  const { data } = result;
  const rows = say({
    en: `${data.source}, ${data.rows} row${data.rows === 1 ? '' : 's'}${data.skipped > 0 ? ` (${data.skipped} left out)` : ''}`,
    ko: `${data.source}, ${data.rows}행${data.skipped > 0 ? ` (${data.skipped}행 제외)` : ''}`,
  });
  return [
    `${paint.strong(result.formula)}   ${paint.faint(rows)}`,
    '',
    ...parameterTable(result, session),
    '',
    ...responseTable(result, session),
    ...wrapped(
      [qualityLine(result, session), comparableLine(result, session)].filter((line) => line !== ''),
      2,
      session,
    ),
    ...(result.robust === undefined ? [] : wrapped([robustLine(result.robust, observationsIn(result), session)], 2, session)),
    ...(result.sigma === undefined ? [] : wrapped([say(SIGMA[result.sigma])], 2, session)),
    ...wrapped([outcomeLine(result, session)], 2, session),
    ...wrapped(searchLine(result, session), 2, session),
    ...(result.method.automatic ? wrapped([`${result.method.name}: ${result.method.why}`], 2, session).map(paint.faint) : []),
    ...(result.study === undefined ? [] : ['', ...studyReport(result.study, session)]),
    ...result.findings.flatMap((finding) => ['', ...findingLines(finding, session)]),
  ];
}

const SIGMA: Readonly<Record<NonNullable<FitResult['sigma']>, Text>> = {
  relative: {
    en: 'sigma counts as relative: the errors are scaled to the residuals',
    ko: 'sigma는 상대값으로 셈: 오차를 잔차의 크기에 맞춤',
  },
  absolute: {
    en: 'sigma counts as absolute: the errors come from it alone',
    ko: 'sigma는 절댓값으로 셈: 오차는 이 값만으로 정함',
  },
};

function parameterTable(result: FitResult, { say, paint }: Session): string[] {
  const { head, rows } = parameterRows(result);
  const [first, ...rest] = alignedTable([head.map(say), ...rows], ['left', ...head.slice(1).map(() => 'right' as const)]);
  return [paint.faint(`  ${first}`), ...rest.map((row) => `  ${row}`)];
}

/** A row per response where there are several. */
function responseTable({ responses }: FitResult, { say, paint }: Session): string[] {
  if (responses === undefined) return [];
  const head = [say(WORDS.response), say(WORDS.rows), 'R²', 'RMSE', 'MAE', say(WORDS.residualDeviation)];
  const rows = responses.map(({ response, rows: count, rSquared, rmse, mae, residualStandardDeviation }) => [
    response,
    String(count),
    digits(rSquared),
    digits(rmse, 4),
    digits(mae, 4),
    digits(residualStandardDeviation, 4),
  ]);
  const [first, ...rest] = alignedTable([head, ...rows], ['left', 'right', 'right', 'right', 'right', 'right']);
  return [paint.faint(`  ${first}`), ...rest.map((row) => `  ${row}`), ''];
}

function qualityLine({ quality, loss }: FitResult, { say }: Session): string {
  const { rSquared, rmse, mae, degreesOfFreedom, aic } = quality;
  const parts = [
    ...(rSquared === null ? [] : [`R² ${digits(rSquared)}`]),
    ...(rmse === null ? [] : [`RMSE ${digits(rmse, 4)}`]),
    ...(mae === null ? [] : [`MAE ${digits(mae, 4)}`]),
    ...(loss === 'half-mse' ? [] : [`${loss} ${digits(quality.loss, 6)}`]),
    ...(aic === null ? [] : [`AIC ${digits(aic, 6)}`]),
    say({ en: `${degreesOfFreedom} degrees of freedom`, ko: `자유도 ${degreesOfFreedom}` }),
  ];
  return parts.join(' · ');
}

/** Rows, those of several responses each. */
const observationsIn = ({ data, responses }: FitResult): number =>
  responses?.reduce((sum, { rows }) => sum + rows, 0) ?? data.rows;

/** What the loss made of the rows: its delta, where that comes from, and how many rows count for less than half. */
function robustLine({ delta, scale, tuning, automatic, downweighted }: RobustResult, rows: number, { say }: Session): string {
  const of = automatic && tuning !== null ? ` = ${digits(tuning, 5)} × ${digits(scale, 4)}` : '';
  const spread =
    automatic || scale === null
      ? ''
      : say({ en: ` · scale of the residuals ${digits(scale, 4)}`, ko: ` · 잔차의 척도 ${digits(scale, 4)}` });
  return say({
    en: `delta ${digits(delta, 4)}${of}${of === '' ? '' : ', the scale of the residuals'}${spread} · ${downweighted} of ${rows} rows downweighted`,
    ko: `delta ${digits(delta, 4)}${of}${of === '' ? '' : '(잔차의 척도)'}${spread} · ${rows}행 중 ${downweighted}행의 비중을 낮춤`,
  });
}

/** What corrects for the number of parameters, χ² where σ is absolute, and how rows were resampled; empty where there is nothing of it. */
function comparableLine({ quality, bootstrap }: FitResult, { say }: Session): string {
  const { adjustedRSquared, aicc, chiSquared, chiSquaredProbability } = quality;
  const probability = chiSquaredProbability === null ? '' : ` (p ${digits(chiSquaredProbability, 2)})`;
  const adjusted = digits(adjustedRSquared);
  const parts = [
    ...(adjustedRSquared === null ? [] : [say({ en: `adjusted R² ${adjusted}`, ko: `수정 R² ${adjusted}` })]),
    ...(aicc === null ? [] : [`AICc ${digits(aicc, 6)}`]),
    ...(chiSquared === null ? [] : [`χ² ${digits(chiSquared, 5)}${probability}`]),
    ...(bootstrap === undefined ? [] : [say(resamplesText(bootstrap))]),
  ];
  return parts.join(' · ');
}

const resamplesText = ({ resample, resamples, failed, interval }: NonNullable<FitResult['bootstrap']>): Text => ({
  en: `${resamples} resamples of ${resample}${failed > 0 ? `, ${failed} failed` : ''} (${interval === 'bca' ? 'BCa' : 'percentile'} intervals)`,
  ko: `재표본 ${resamples}개(${resample}${failed > 0 ? `, 실패 ${failed}개` : ''}, ${interval === 'bca' ? 'BCa' : '백분위수'} 구간)`,
});

function outcomeLine(result: FitResult, { say, paint }: Session): string {
  const colour = isTrusted(result.outcome) ? paint.good : paint.severity.error;
  return say(outcomeText(result, colour));
}

/** One finding: its mark and sentence, then what to do. */
export function findingLines(finding: FindingResult, session: Session): string[] {
  const { paint, say } = session;
  const colour = paint.severity[finding.severity];
  const label = `${MARK[finding.severity]} ${say(SEVERITY[finding.severity])}`;
  const head = `${colour(label)} ${paint.faint(finding.code)}`;
  const advice = finding.advice === '' ? [] : [`→ ${finding.advice}`];
  return [
    head,
    ...wrapped([finding.message, ...advice], 2, session),
    ...pasted(finding).map((line) => `    ${paint.faint(line)}`),
  ];
}

/** Lines of a program that a finding proposes: printed as they are, to be pasted. */
function pasted({ evidence: { updateLines } }: FindingResult): string[] {
  return Array.isArray(updateLines) ? updateLines.filter((line) => typeof line === 'string') : [];
}
