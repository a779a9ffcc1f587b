import { VERSION } from '../base/version.js';
import type { DiagnosedRun } from '../diagnose/diagnosis.js';
import type { Finding } from '../diagnose/finding.js';
import { DIAGNOSES } from '../diagnose/findings/index.js';
import { kinks } from '../expression/kinks.js';
import { namesIn } from '../expression/node.js';
import { latexFormula, parseFormula, print } from '../language/index.js';
import { pointwise } from '../objective/pointwise.js';
import { allValues } from '../problem/model.js';
import { type Assessment, assess } from './assess.js';
import { minimumAtCorner } from './corner.js';
import { correctGradient } from './correct-gradient.js';
import { figureSource } from './figure-source.js';
import { fingerprint } from './fingerprint.js';
import type { Attempt, Begun, Spent } from './fit.js';
import { fittedRows } from './fitted.js';
import type { FindingResult, FitResult, ParameterResult } from './result.js';
import type { Run } from './run-result.js';

/** Statistics, findings and the record of a finished run. */
export function conclude(begun: Begun, attempt: Attempt, spent: Spent): Run {
  const { prepared, options, choice, formula } = begun;
  const corner =
    attempt.result.outcome === 'stalled' && options.stop === undefined ? minimumAtCorner(begun, attempt.result.point) : null;
  const result: Attempt['result'] = corner === null ? attempt.result : { ...attempt.result, outcome: 'converged', stop: corner };
  const trace = attempt.recorder.trace();
  const assessment = assess(begun, attempt);
  const truth = options.truth ?? {};
  const findings = diagnose(begun, attempt, assessment);
  const lang = options.lang ?? 'en';
  const fitResult: FitResult = {
    schema: 'downhill.fit/1',
    formula,
    latex: latexFormula(parseFormula(formula)),
    data: {
      source: prepared.table.source,
      rows: prepared.rows,
      skipped: prepared.skipped.rows,
      fingerprint: fingerprint(prepared.columns),
    },
    parameters: parameterResults(begun, attempt, assessment, truth),
    correlation: assessment.correlation,
    quality: assessment.quality,
    method: {
      name: choice.method.name,
      learningRate: choice.learningRate,
      automatic: choice.automatic,
      why: choice.why,
      ...(Object.keys(choice.settings).length === 0 ? {} : { settings: choice.settings }),
    },
    outcome: result.outcome,
    stop: {
      reason: result.stop.reason,
      detail: result.stop.detail,
      epochs: result.epochs,
      evaluations: spent.evaluations,
      passes: spent.passes,
    },
    findings: findings.map((finding) => inLanguage(finding, lang)),
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
    loss: begun.model.loss.name,
    ...(options.let === undefined ? {} : { let: options.let }),
    ...(options.where === undefined ? {} : { where: options.where }),
  };
  const fitted = fittedRows(begun, assessment, result.point);
  return {
    result: fitResult,
    trace,
    final: { epoch: result.last.epoch, mae: orNull(result.last.mae), loss: orNull(result.last.loss) },
    source: () =>
      figureSource(begun, attempt, trace, {
        outcome: result.outcome,
        stopDetail: result.stop.detail,
        response: print(begun.model.response),
        truth,
        assessment,
        fitted,
      }),
    fitted: fitted.table,
  };
}

function parameterResults(
  begun: Begun,
  attempt: Attempt,
  assessment: Assessment,
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
      return [
        name,
        {
          value,
          standardError: error?.standardError ?? null,
          interval: error?.interval ?? null,
          start: orNull(starts[i] as number),
          ...(known === undefined ? {} : { truth: known, distance: orNull(value - known) }),
        },
      ];
    }),
  );
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

/** All findings, errors first, else in the order of the registry. */
function diagnose(begun: Begun, attempt: Attempt, assessment: Assessment): Finding[] {
  const { prepared, model, options, choice, objective } = begun;
  const { result } = attempt;
  const { gradient: written, ...exact } = model;
  const truth = written === undefined ? objective : pointwise(exact, prepared.memory, prepared.backend);
  const { resolved } = prepared;
  const run: DiagnosedRun = {
    model: resolved.model,
    rows: prepared.rows,
    skipped: { count: prepared.skipped.rows, example: prepared.skipped.example?.place ?? null },
    columns: prepared.columns,
    notes: [...resolved.notes, ...prepared.notes.map((note) => ({ code: note.code, name: '', detail: note.detail }))],
    start: attempt.start,
    point: result.point,
    learningRate: choice.learningRate,
    plainDescent: choice.method.plain === true && choice.stepSize.name === 'constant',
    lower: begun.bounds.lower,
    upper: begun.bounds.upper,
    notFinite: notFiniteRows(begun, result.point),
    outcome: result.outcome,
    answer: result.answer,
    estimate: assessment.estimate,
    withoutErrors: assessment.withoutErrors,
    evaluate: truth.evaluate,
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

const correctTexts = ({ model }: Begun): Record<string, string> =>
  Object.fromEntries(
    correctGradient(model.prediction, model.response, model.parameters, model.loss, model.lossSettings).map(
      ({ parameter, text }) => [parameter, text],
    ),
  );

/** Where the model gives no finite number; null where it does everywhere, and where the parameters are not finite themselves. */
function notFiniteRows({ objective, prepared }: Begun, point: Float64Array): DiagnosedRun['notFinite'] {
  if (!point.every(Number.isFinite)) return null;
  const values = objective.predict(point, 'model');
  const first = values.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return null;
  return {
    count: values.reduce((count, value) => (Number.isFinite(value) ? count : count + 1), 0),
    row: prepared.table.rowNumbers?.[first] ?? first + 1,
    inputs: Object.fromEntries(
      [...prepared.columns].filter(([name]) => !name.startsWith('@')).map(([name, column]) => [name, column[first] as number]),
    ),
    value: values[first] as number,
  };
}

/** For each expression with a kink, in how many rows it is exactly zero. */
function kinkRows({ model, prepared }: Begun, point: Float64Array): { text: string; rows: number }[] {
  // Level numbers are compared to choose a parameter: no kink in any parameter.
  const edges = kinks(model.prediction).filter((edge) => !namesIn(edge).some((name) => name.startsWith('@')));
  if (edges.length === 0 || !point.every(Number.isFinite)) return [];
  const values = new Float64Array(prepared.rows * edges.length);
  prepared.backend
    .compile({ parameters: model.parameters, columns: model.columns, outputs: edges }, prepared.memory)
    .map(point, 0, prepared.rows, values);
  return edges
    .map((edge, k) => ({
      text: print(edge),
      rows: values
        .subarray(k * prepared.rows, (k + 1) * prepared.rows)
        .reduce((count, value) => (value === 0 ? count + 1 : count), 0),
    }))
    .filter((edge) => edge.rows > 0);
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
