import { VERSION } from '../base/version.js';
import type { DiagnosedResponse, DiagnosedRun } from '../diagnose/diagnosis.js';
import type { Finding } from '../diagnose/finding.js';
import { DIAGNOSES } from '../diagnose/findings/index.js';
import { kinks } from '../expression/kinks.js';
import { namesIn } from '../expression/node.js';
import { print } from '../language/index.js';
import { allValues } from '../problem/model.js';
import type { Diagnostics, ProfileCurve } from '../statistics/index.js';
import { type Assessment, assess } from './assess.js';
import { type Bootstrapped, bootstrap } from './bootstrap.js';
import { minimumAtCorner } from './corner.js';
import { correctGradient } from './correct-gradient.js';
import { diagnosticsOf } from './diagnostics.js';
import { figureSource } from './figure-source.js';
import { fingerprint } from './fingerprint.js';
import type { Begun } from './fit.js';
import { fittedRows } from './fitted.js';
import { cancellable, type Steps } from './in-steps.js';
import type { Attempt } from './local-search.js';
import { minimumOnCurve } from './on-curve.js';
import { type Part, rowNumber } from './part.js';
import { type Profiles, profileCurves, profileInterval, profiles } from './profiles.js';
import { latexOf } from './read-formula.js';
import { weightedDeviation } from './response-quality.js';
import type { FindingResult, FitResult, ParameterResult, ResponseResult } from './result.js';
import type { Run } from './run-result.js';
import { searchReport } from './search-report.js';
import type { Solved } from './solve.js';

/** Statistics, findings and the record of a finished run; what is asked for of profiles and resamples takes steps. */
export function* conclude(begun: Begun, solved: Solved): Steps<Run> {
  const { prepared, options, choice, formula } = begun;
  const { attempt } = solved;
  const corner =
    attempt.result.outcome === 'stalled' && options.stop === undefined
      ? (minimumAtCorner(begun, attempt.result.point) ?? minimumOnCurve(begun, attempt.result.point))
      : null;
  const result: Attempt['result'] = corner === null ? attempt.result : { ...attempt.result, outcome: 'converged', stop: corner };
  const trace = attempt.recorder.trace();
  const assessment = assess(begun, attempt, solved.refined);
  const truth = options.truth ?? {};
  const { point } = result;
  const done = result.outcome !== 'cancelled';
  const profiled =
    options.profile === true && done ? yield* cancellable(profiles(begun, point, assessment), options.cancelled) : null;
  const resampled =
    options.bootstrap === undefined || !done ? null : yield* bootstrap(begun, point, assessment, result.outcome === 'converged');
  const diagnostics = diagnosticsOf(begun, point, assessment);
  const findings = diagnose(begun, solved, assessment, { diagnostics, profiled, resampled });
  const lang = options.lang ?? 'en';
  const fitResult: FitResult = {
    schema: 'downhill.fit/1',
    formula,
    latex: latexOf(formula),
    data: {
      source: prepared.table.source,
      rows: prepared.table.rows,
      skipped: prepared.skipped.rows,
      fingerprint: fingerprint(prepared.given),
    },
    parameters: parameterResults(begun, attempt, { assessment, profiled, resampled }, truth),
    correlation: assessment.correlation,
    quality: assessment.quality,
    ...(assessment.responses === null ? {} : { responses: assessment.responses }),
    diagnostics,
    method: {
      name: attempt.method.name,
      learningRate: choice.learningRate,
      automatic: choice.automatic,
      why: choice.why[lang],
      ...(Object.keys(attempt.settings).length === 0 ? {} : { settings: attempt.settings }),
    },
    ...searchReport(begun, solved),
    outcome: result.outcome,
    stop: {
      reason: result.stop.reason,
      detail: result.stop.detail[lang],
      epochs: result.epochs,
      evaluations: solved.evaluations,
      passes: solved.passes,
    },
    findings: findings.map((finding) => inLanguage(finding, lang)),
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
    loss: begun.model.loss.name,
    ...(assessment.robust === null ? {} : { robust: assessment.robust.result }),
    ...(resampled === null ? {} : { bootstrap: withoutParameters(resampled) }),
    ...(options.level === undefined ? {} : { level: options.level }),
    ...(options.let === undefined ? {} : { let: options.let }),
    ...(options.where === undefined ? {} : { where: options.where }),
  };
  const fitted = fittedRows(begun, assessment, point);
  const leftOut = [
    ...(options.profile === true && done && profiled === null && options.cancelled?.() === true ? (['profile'] as const) : []),
    ...(resampled?.cut === true ? (['bootstrap'] as const) : []),
  ];
  const curves = (): ProfileCurve[] => profileCurves(begun, point, assessment, profiled);
  return {
    result: fitResult,
    trace,
    final: { epoch: result.last.epoch, mae: orNull(result.last.mae), loss: orNull(result.last.loss) },
    leftOut,
    source: () =>
      figureSource(begun, solved, trace, {
        outcome: result.outcome,
        stopDetail: result.stop.detail[lang],
        response: prepared.parts.map(({ equation }) => print(equation.response)).join(', '),
        truth,
        assessment,
        fitted,
        profiles: curves,
      }),
    fitted: fitted.table,
    profiles: curves,
    influence: fitted.influence,
  };
}

/** All that is known of how sure the parameters are. */
interface Uncertainty {
  readonly assessment: Assessment;
  readonly profiled: Profiles | null;
  readonly resampled: Bootstrapped | null;
}

const withoutParameters = ({ byParameter: _, cut: __, ...rest }: Bootstrapped): NonNullable<FitResult['bootstrap']> => rest;

function parameterResults(
  begun: Begun,
  attempt: Attempt,
  { assessment, profiled, resampled }: Uncertainty,
  truth: Readonly<Record<string, number>>,
): Record<string, ParameterResult> {
  const { model } = begun.prepared.resolved;
  const values = allValues(model, attempt.result.point);
  const starts = allValues(model, attempt.start);
  return Object.fromEntries(
    model.parameters.map((name, i): [string, ParameterResult] => {
      const value = values[i] as number;
      const known = truth[name];
      const error = assessment.errors.get(name);
      const profile = profiled === null ? null : profileInterval(profiled, model, name);
      const bootstrap = resampled?.byParameter.get(name);
      return [
        name,
        {
          value,
          standardError: error?.standardError ?? null,
          interval: error?.interval ?? null,
          ...(profile === null ? {} : { profileInterval: profile }),
          ...(bootstrap === undefined ? {} : { bootstrap }),
          start: orNull(starts[i] as number),
          ...(known === undefined ? {} : { truth: known, distance: orNull(value - known) }),
        },
      ];
    }),
  );
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

/** All findings, errors first, else in the order of the registry. */
function diagnose(
  begun: Begun,
  { attempt, lower, refined, searches, minima }: Solved,
  assessment: Assessment,
  more: { readonly diagnostics: Diagnostics | null; readonly profiled: Profiles | null; readonly resampled: Bootstrapped | null },
): Finding[] {
  const { prepared, model, options, choice, objective } = begun;
  const { result } = attempt;
  const written = model.gradient;
  const { resolved } = prepared;
  const run: DiagnosedRun = {
    model: resolved.model,
    rows: prepared.rows,
    skipped: {
      count: prepared.skipped.rows,
      used: prepared.table.rows,
      example: prepared.skipped.example?.place ?? null,
    },
    ...(assessment.responses === null ? {} : { responses: diagnosedResponses(begun, assessment.responses) }),
    weighted: prepared.weights !== null,
    columns: prepared.given,
    notes: [...resolved.notes, ...prepared.notes.map((note) => ({ code: note.code, name: '', detail: note.detail }))],
    start: attempt.start,
    point: result.point,
    learningRate: choice.learningRate,
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
    diagnostics: more.diagnostics,
    endless: more.profiled?.endless ?? [],
    evaluate: assessment.objective.evaluate,
    written: written === undefined ? null : objective.evaluate,
    writtenText: options.gradient ?? {},
    correctGradient: written === undefined ? {} : correctTexts(begun),
    kinks: kinkRows(begun, result.point),
  };
  const readings: Finding[] = prepared.notes.map((note) => ({
    code: note.code,
    severity: 'note',
    message: note.message,
    evidence: { detail: note.detail },
    advice: { en: 'Check that this is what the data mean.', ko: '데이터의 뜻과 맞는지 확인하세요.' },
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

const correctTexts = ({ model }: Begun): Record<string, string> =>
  Object.fromEntries(
    correctGradient(model.prediction, model.response, model.parameters, model.loss, model.lossSettings).map(
      ({ parameter, text }) => [parameter, text],
    ),
  );

const diagnosedResponses = ({ prepared }: Begun, results: readonly ResponseResult[]): DiagnosedResponse[] =>
  prepared.parts.map(({ equation, from, to }, k) => ({
    response: print(equation.response),
    parameters: namesIn(equation.prediction).filter((name) => prepared.resolved.model.free.includes(name)),
    rows: to - from,
    residualStandardDeviation: weightedDeviation(results[k] as ResponseResult),
    largest: prepared.response.subarray(from, to).reduce((most, y) => Math.max(most, Math.abs(y)), 0),
  }));

/** A sum of squares is finite only where every prediction is. */
const isAllFinite = ({ model }: Begun, { answer }: Attempt['result']): boolean =>
  model.loss.inference === 'squares' && Number.isFinite(answer.loss);

/** Where the model gives no finite number; null where it does everywhere, and where the parameters are not finite themselves. */
function notFiniteRows({ objective, prepared }: Begun, point: Float64Array): DiagnosedRun['notFinite'] {
  if (!point.every(Number.isFinite)) return null;
  const values = objective.predict(point, 'model');
  const first = values.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return null;
  const part = prepared.parts.find(({ to }) => first < to) as Part;
  const row = part.tableRow(first - part.from);
  return {
    count: values.reduce((count, value) => (Number.isFinite(value) ? count : count + 1), 0),
    row: rowNumber(prepared, first),
    inputs: Object.fromEntries(
      part.equation.columns.flatMap((name) => {
        const column = name.startsWith('@') ? undefined : prepared.given.get(name);
        return column === undefined ? [] : [[name, column[row] as number]];
      }),
    ),
    value: values[first] as number,
  };
}

/** For each expression with a kink, in how many rows of its equation it is exactly zero. */
function kinkRows({ model, prepared }: Begun, point: Float64Array): { text: string; rows: number }[] {
  if (!point.every(Number.isFinite)) return [];
  const found = new Map<string, number>();
  for (const { equation, from, to } of prepared.parts) {
    // Level numbers are compared to choose a parameter: no kink in any parameter.
    const edges = kinks(equation.prediction).filter((edge) => !namesIn(edge).some((name) => name.startsWith('@')));
    if (edges.length === 0) continue;
    const rows = to - from;
    const values = new Float64Array(rows * edges.length);
    prepared.backend
      .compile({ parameters: model.parameters, columns: model.columns, outputs: edges }, prepared.memory)
      .map(point, from, to, values);
    for (const [k, edge] of edges.entries()) {
      const zeros = values.subarray(k * rows, (k + 1) * rows).reduce((count, value) => (value === 0 ? count + 1 : count), 0);
      found.set(print(edge), (found.get(print(edge)) ?? 0) + zeros);
    }
  }
  return [...found].filter(([, rows]) => rows > 0).map(([text, rows]) => ({ text, rows }));
}

function inLanguage(finding: Finding, lang: 'en' | 'ko'): FindingResult {
  const { message, advice, ...rest } = finding;
  return {
    code: rest.code,
    severity: rest.severity,
    message: message[lang],
    evidence: rest.evidence,
    advice: advice[lang],
    ...(rest.fix === undefined ? {} : { fix: rest.fix }),
  };
}

const orNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
