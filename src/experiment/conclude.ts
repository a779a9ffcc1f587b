import type { Answer } from '../base/evaluation.js';
import { once } from '../base/once.js';
import { VERSION } from '../base/version.js';
import type { Finding } from '../diagnose/finding.js';
import { print } from '../language/index.js';
import { allValues } from '../problem/model.js';
import type { ProfileCurve } from '../statistics/index.js';
import { type Assessment, assess } from './assess.js';
import { type Bootstrapped, bootstrap } from './bootstrap.js';
import { diagnosticsOf } from './diagnostics.js';
import { endResult } from './end-result.js';
import { figureSource } from './figure-source.js';
import { findingsOf } from './findings-of.js';
import { fingerprint } from './fingerprint.js';
import type { Begun } from './fit.js';
import { fittedRows } from './fitted.js';
import { cancellable, type Steps } from './in-steps.js';
import type { Attempt } from './local-search.js';
import { type Profiles, profileCurves, profileInterval, profiles } from './profiles.js';
import { latexOf } from './read-formula.js';
import type { FindingResult, FitResult, ParameterResult } from './result.js';
import { isAbsolute } from './row-noise.js';
import type { Run } from './run-result.js';
import { searchReport } from './search-report.js';
import type { Solved } from './solve.js';
import { glanceAt } from './study/glance.js';
import { memberEnd } from './study/members.js';
import { studyOf } from './study/study.js';

/** Statistics, findings and the record of a finished run; what is asked for of profiles and resamples takes steps. */
export function* conclude(begun: Begun, solved: Solved): Steps<Run> {
  const { prepared, options, choice, formula } = begun;
  const { attempt } = solved;
  const result = endResult(begun, attempt);
  const trace = attempt.recorder.trace();
  const assessment = assess(begun, attempt, solved.refined);
  const truth = options.truth ?? {};
  const { point } = result;
  const done = result.outcome !== 'cancelled';
  const profiled =
    options.profile === true && done ? yield* cancellable(profiles(begun, point, assessment), options.cancelled) : null;
  const resampled =
    options.bootstrap === undefined || !done ? null : yield* bootstrap(begun, point, assessment, result.outcome === 'converged');
  const linearised = once(() => assessment.objective.evaluate({ points: [point], want: 'residual-jacobian' })[0] as Answer);
  const diagnostics = diagnosticsOf(begun, point, assessment, linearised);
  const own = { end: memberEnd(attempt.start, result), evaluate: assessment.objective.evaluate };
  const study = done ? yield* studyOf(begun, own) : null;
  const looked = study ?? (yield* glanceAt(begun, own));
  const findings = findingsOf(begun, { ...solved, attempt: { ...attempt, result } }, assessment, {
    trace,
    linearised,
    diagnostics,
    profiled,
    resampled,
    study: looked,
  });
  const lang = options.lang ?? 'en';
  const fitResult: FitResult = {
    schema: 'downhill.fit/1',
    formula,
    latex: latexOf(formula),
    data: {
      source: prepared.table.source,
      rows: prepared.table.rows,
      skipped: prepared.skipped.rows,
      fingerprint: prepared.stream?.fingerprint ?? fingerprint(prepared.given),
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
    ...(study === null ? {} : { study }),
    ...sigmaOf(begun),
    ...(options.level === undefined ? {} : { level: options.level }),
    ...(options.let === undefined ? {} : { let: options.let }),
    ...(options.where === undefined ? {} : { where: options.where }),
  };
  const fitted = fittedRows(begun, assessment, point);
  const leftOut = [
    ...(options.profile === true && done && profiled === null && options.cancelled?.() === true ? (['profile'] as const) : []),
    ...(resampled?.cut === true ? (['bootstrap'] as const) : []),
    ...(options.study !== undefined && done && study === null ? (['study'] as const) : []),
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

/** A robust loss finds the scale of the residuals itself; a likelihood has none. */
function sigmaOf({ options, model }: Begun): Pick<FitResult, 'sigma'> {
  const { inference } = model.loss;
  if (options.sigma === undefined || (inference !== 'squares' && inference !== 'robust')) return {};
  return { sigma: inference === 'squares' && isAbsolute(options) ? 'absolute' : 'relative' };
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
