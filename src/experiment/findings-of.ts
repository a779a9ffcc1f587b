import { maxAbs } from '../base/linear-algebra/index.js';
import type { DiagnosedResponse, DiagnosedRun, DiagnosedStudy } from '../diagnose/diagnosis.js';
import type { Finding } from '../diagnose/finding.js';
import { DIAGNOSES } from '../diagnose/findings/index.js';
import { namesIn } from '../expression/node.js';
import { print } from '../language/index.js';
import type { Diagnostics } from '../statistics/index.js';
import type { Trace } from '../trace/trace.js';
import type { Assessment } from './assess.js';
import { isAllFinite, kinkRows, notFiniteRows } from './bad-rows.js';
import type { Bootstrapped } from './bootstrap.js';
import type { Begun } from './fit.js';
import { correctOf, handWrittenOf, whereItCan } from './hand-written.js';
import type { Attempt } from './local-search.js';
import { rowNumber } from './part.js';
import type { Profiles } from './profiles.js';
import { weightedDeviation } from './response-quality.js';
import { responseSize } from './response-size.js';
import type { ResponseResult } from './result.js';
import type { Solved } from './solve.js';
import { terrainOf } from './terrain-of.js';

const SEVERITIES = ['error', 'warning', 'note'] as const;

/** All findings, errors first, else in the order of the registry. */
export function findingsOf(
  begun: Begun,
  { attempt, lower, refined, searches, minima }: Solved,
  assessment: Assessment,
  more: {
    readonly trace: Trace;
    readonly linearised: DiagnosedRun['linearised'];
    readonly diagnostics: Diagnostics | null;
    readonly profiled: Profiles | null;
    readonly resampled: Bootstrapped | null;
    readonly study: DiagnosedStudy | null;
  },
): Finding[] {
  const { prepared, model, options, choice, objective } = begun;
  const { result } = attempt;
  const written = model.gradient;
  const { resolved } = prepared;
  const terrain = terrainOf(begun, assessment.objective.evaluate, [result.point, attempt.start]);
  const run: DiagnosedRun = {
    made: new Map(),
    model: resolved.model,
    rows: prepared.rows,
    skipped: {
      count: prepared.skipped.rows,
      used: prepared.table.rows,
      example: prepared.skipped.example?.place ?? null,
    },
    ...(assessment.responses === null ? {} : { responses: diagnosedResponses(begun, assessment.responses) }),
    weighted: prepared.weights !== null,
    largestResponse: responseSize(prepared),
    rowNumber: (row) => rowNumber(prepared, row),
    columns: prepared.stream?.witnesses ?? prepared.given,
    notes: [...resolved.notes, ...prepared.notes.map((note) => ({ code: note.code, name: '', detail: note.detail }))],
    start: attempt.start,
    point: result.point,
    method: attempt.method.name,
    settings: attempt.settings,
    velocity: attempt.method.velocity?.(result.state.methodState) ?? null,
    trace: more.trace,
    recent: attempt.recorder.recent(),
    saddles: attempt.saddles ?? [],
    stop: options.stop ?? null,
    batch: options.batch ?? null,
    drawn: { start: isDrawn(begun), seeded: options.seed !== undefined },
    terrain,
    inference: model.loss.inference,
    unreachable: model.loss.unreachable ?? null,
    convex: begun.linear && (model.loss.robust === undefined || model.loss.robust.convex),
    learningRate: choice.learningRate,
    constantRate: choice.learningRate !== null && choice.stepSize.name === 'constant',
    plainDescent: choice.method.plain === true && choice.stepSize.name === 'constant',
    lower: begun.bounds.lower,
    upper: begun.bounds.upper,
    notFinite: isAllFinite(begun, result) ? null : notFiniteRows(begun, result.point),
    outcome: result.outcome,
    answer: result.answer,
    estimate: assessment.estimate,
    offset: assessment.offset,
    minimiser: attempt.method.endsItself === true && options.stop === undefined,
    search:
      searches > 1
        ? {
            starts: searches,
            agree: minima[0]?.count ?? 0,
            distinct: minima.length,
            drawn: begun.given.some(Number.isNaN),
          }
        : null,
    lostStart: lostStart(begun, attempt),
    bootstrap: drawn(more.resampled),
    lowerMinimum: lower ?? more.profiled?.lowerMinimum ?? null,
    refined: refined !== null,
    withoutErrors: assessment.withoutErrors,
    robust: assessment.robust?.diagnosed ?? null,
    linearised: more.linearised,
    diagnostics: more.diagnostics,
    endless: more.profiled?.endless ?? [],
    study: more.study,
    evaluate: assessment.objective.evaluate,
    written:
      written === undefined
        ? null
        : typeof written === 'function'
          ? whereItCan(objective.evaluate, model.parameters.length)
          : objective.evaluate,
    handWritten: handWrittenOf(begun, terrain),
    writtenText: typeof options.gradient === 'function' ? {} : (options.gradient ?? {}),
    correctGradient: written === undefined ? {} : correctTexts(begun),
    kinks: kinkRows(begun, result.point),
  };
  const readings: Finding[] = prepared.notes.map((note) => ({
    code: note.code,
    severity: 'note',
    message: note.message,
    evidence: { detail: note.detail },
    advice: note.advice ?? { en: 'Check that this is what the data mean.', ko: '데이터의 뜻과 맞는지 확인하세요.' },
  }));
  const found = [...DIAGNOSES.map((diagnosis) => diagnosis.diagnose(run)).filter((finding) => finding !== null), ...readings];
  return SEVERITIES.flatMap((severity) => found.filter((finding) => finding.severity === severity));
}

/** A whole start that was given, where the answer was not reached from it: the form of a solution may be another one, the start stays. */
function lostStart({ given, robust }: Begun, { start }: Attempt): Float64Array | null {
  if (robust !== null || given.some(Number.isNaN)) return null;
  return start.every((value, j) => value === given[j]) ? null : given;
}

const drawn = (resampled: Bootstrapped | null): DiagnosedRun['bootstrap'] => {
  if (resampled === null) return null;
  const { resample, resamples, failed } = resampled;
  return resamples + failed === 0 ? null : { resample, failed, of: resamples + failed };
};

/** A start that somebody wrote as a distribution, or that was left to downhill. */
const isDrawn = ({ given, options }: Begun): boolean =>
  given.some(Number.isNaN) ||
  Object.values(options.start ?? {}).some((start) => typeof start === 'string' && !Number.isFinite(Number(start)));

const correctTexts = (begun: Begun): Record<string, string> =>
  Object.fromEntries(correctOf(begun).map(({ parameter, text }) => [parameter, text]));

const diagnosedResponses = ({ prepared }: Begun, results: readonly ResponseResult[]): DiagnosedResponse[] =>
  prepared.parts.map(({ equation, from, to }, k) => ({
    response: print(equation.response),
    parameters: namesIn(equation.prediction).filter((name) => prepared.resolved.model.free.includes(name)),
    rows: to - from,
    residualStandardDeviation: weightedDeviation(results[k] as ResponseResult),
    largest: maxAbs(prepared.response.subarray(from, to)),
  }));
