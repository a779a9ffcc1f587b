import { DownhillError, type Span } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { parseBounds, parseExpression, parseFormula, parseGradient, roles } from '../language/index.js';
import { LOSSES } from '../objective/losses/index.js';
import { parseSchedule } from '../optimize/step-size.js';
import { parseStop } from '../optimize/stop.js';
import type { Experiment } from './block.js';
import type { BlockIssue } from './block-issue.js';
import { chooseLoss, chooseMethod } from './choose-method.js';
import { isNumber } from './weights.js';

/**
 * What can be known to be wrong before data are read and anything runs: texts that do not parse, names of methods, losses and settings that
 * do not exist, and, where data are made, columns and parameters that do not exist.
 * @param figuresAsWritten one per figure of the experiment: tells whether its option was named.
 */
export function checkNames(experiment: Experiment, figuresAsWritten: readonly unknown[]): BlockIssue[] {
  const issues: BlockIssue[] = [];
  const check: Check = { issues, attempt: (path, text, work) => attempt(issues, path, text, work) };
  const made = madeColumns(experiment, check);
  const columns = derivedColumns(experiment, made, check);
  const parameters = parametersOf(experiment, columns, check);
  checkTexts(experiment, check);
  checkRows(experiment, check);
  if (parameters !== null) checkParameters(experiment, parameters, check);
  if (columns !== null && parameters !== null) checkColumns(experiment, figuresAsWritten, columns, parameters, check);
  return issues;
}

type Path = readonly (string | number)[];
interface Check {
  readonly issues: BlockIssue[];
  readonly attempt: <Value>(path: Path, text: string, work: () => Value) => Value | null;
}

/** Runs a check that throws; a DownhillError becomes an issue at the path. */
function attempt<Value>(issues: BlockIssue[], path: Path, text: string, work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error;
    const { code, message, advice } = error;
    issues.push({ path, at: 'value', code, message, advice, ...spanIn(text, error.span) });
    return null;
  }
}

const spanIn = (text: string, span: Span | undefined): Pick<BlockIssue, 'span'> =>
  span !== undefined && span.text === text ? { span: { start: span.start, end: span.end } } : {};

/** Names of the columns that are made; null where they come from a file. */
function madeColumns({ data }: Experiment, check: Check): string[] | null {
  if (!('columns' in data)) return null;
  const names: string[] = [];
  if (Object.keys(data.columns).length === 0)
    check.issues.push(at(['data', 'columns'], 'no-columns', 'no column is made', 'add at least one, as "X: uniform(0, 1)"'));
  for (const [name, text] of Object.entries(data.columns)) {
    checkName(name, ['data', 'columns', name], check);
    checkOver(text, names, ['data', 'columns', name], check);
    names.push(name);
  }
  return names;
}

function derivedColumns({ fit }: Experiment, made: readonly string[] | null, check: Check): string[] | null {
  const names = made === null ? null : [...made];
  for (const [name, text] of Object.entries(fit.let ?? {})) {
    checkName(name, ['let', name], check);
    checkOver(text, names, ['let', name], check);
    names?.push(name);
  }
  if (fit.where !== undefined) checkOver(fit.where, names, ['where'], check);
  return names;
}

function checkName(name: string, path: Path, check: Check): void {
  if (/^\d+$/.test(name))
    check.issues.push({
      ...at(path, 'name-invalid', `"${name}" cannot name a column here`, 'begin the name with a letter'),
      at: 'key',
    });
}

/** Parses an expression over data. @param names the columns before it; null where they are not known. */
function checkOver(text: string, names: readonly string[] | null, path: Path, check: Check): void {
  const parsed = check.attempt(path, text, () => parseExpression(text, { functions: 'data' }));
  if (parsed === null || names === null) return;
  for (const { name, span } of parsed.uses) {
    if (names.includes(name) || name === 'index') continue;
    const close = nearest(name, names);
    const known = names.length === 0 ? 'it is the first column and can only draw' : `columns before it: ${names.join(', ')}`;
    check.issues.push({
      ...at(
        path,
        'unknown-column',
        `there is no column "${name}" at this place`,
        close === null ? known : `did you mean ${close}?`,
      ),
      ...spanIn(text, span),
    });
    return;
  }
}

function parametersOf({ model, fit }: Experiment, columns: readonly string[] | null, check: Check): string[] | null {
  const parsed = check.attempt(['model'], model, () => parseFormula(model));
  for (const [name, text] of Object.entries(fit.tie ?? {})) check.attempt(['tie', name], text, () => parseExpression(text));
  for (const [name, text] of Object.entries(fit.gradient ?? {}))
    check.attempt(['gradient', name], text, () => parseGradient(text));
  for (const key of ['start', 'fixed'] as const)
    for (const [name, text] of Object.entries(fit[key] ?? {}))
      if (typeof text === 'string') checkOver(text, [], [key, name], check);
  if (parsed === null || columns === null) return null;
  return check.attempt(['model'], model, () => [...roles(parsed, columns).parameters]);
}

/** Start, bounds, fixed, tie and gradient name parameters. Indexed ones (`b[A]`) are known with the data only. */
function checkParameters({ fit }: Experiment, parameters: readonly string[], check: Check): void {
  for (const key of ['start', 'fixed', 'tie', 'gradient'] as const)
    for (const name of Object.keys(fit[key] ?? {})) {
      if (parameters.includes(name) || parameters.includes(name.replace(/\[.*$/, ''))) continue;
      const close = nearest(name, parameters);
      check.issues.push({
        ...at(
          [key, name],
          'unknown-parameter',
          `"${name}" is no parameter of the model`,
          close === null ? `its parameters are ${parameters.join(', ') || 'none'}` : `did you mean ${close}?`,
        ),
        at: 'key',
      });
    }
}

function checkTexts({ fit }: Experiment, check: Check): void {
  const { stop, bounds, schedule } = fit;
  if (stop !== undefined) check.attempt(['stop'], stop, () => parseStop(stop));
  if (bounds !== undefined) check.attempt(['bounds'], bounds, () => parseBounds(bounds));
  if (schedule !== undefined && schedule !== 'armijo') check.attempt(['schedule'], schedule, () => parseSchedule(schedule, 1, 1));
}

/** Method, loss and their settings, as a fit chooses them: a key at a time, so that each mistake is told. */
function checkRows({ fit }: Experiment, check: Check): void {
  const { method, loss, settings = {}, lossSettings = {}, batch, learningRate, gradient } = fit;
  const chosenLoss = check.attempt(['loss'], loss ?? '', () => chooseLoss(loss === undefined ? {} : { loss }));
  if (chosenLoss !== null)
    for (const [name, value] of Object.entries(lossSettings))
      check.attempt(['loss settings', name], '', () =>
        chooseLoss({ loss: chosenLoss.loss.name, lossSettings: { [name]: value } }),
      );
  const facts = {
    loss: chosenLoss?.loss ?? (LOSSES[0] as (typeof LOSSES)[number]),
    linear: true,
    separable: false,
    parameters: 1,
  };
  // What `auto` decides by.
  const asked = {
    ...(method === undefined ? {} : { method }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(gradient === undefined ? {} : { gradient }),
  };
  const chosen = check.attempt(['method'], method ?? '', () => chooseMethod(asked, facts));
  if (chosen === null) return;
  for (const [name, value] of Object.entries(settings))
    check.attempt(['settings', name], '', () => chooseMethod({ ...asked, settings: { [name]: value } }, facts));
  if (batch !== undefined) check.attempt(['batch'], '', () => chooseMethod({ ...asked, batch }, facts));
}

/** Weights, sigma, and the names that figures are told. */
function checkColumns(
  { model, fit, figures }: Experiment,
  asWritten: readonly unknown[],
  columns: readonly string[],
  parameters: readonly string[],
  check: Check,
): void {
  const exists = (name: string, path: Path, more: readonly string[]): void => {
    const known = [...columns, ...more];
    if (known.includes(name)) return;
    const close = nearest(name, known);
    check.issues.push(
      at(
        path,
        'unknown-column',
        `there is no column "${name}"`,
        close === null ? `known: ${known.join(', ')}` : `did you mean ${close}?`,
      ),
    );
  };
  const several = (attempt([], ['model'], model, () => parseFormula(model))?.equations.length ?? 1) > 1;
  for (const key of ['weights', 'sigma'] as const) {
    const text = fit[key];
    if (text === undefined) continue;
    // Of several formulas each may have a column or a number of its own.
    const isList = several && text.includes(',') && !columns.includes(text);
    const names = isList ? text.split(',').map((name) => name.trim()) : [text];
    const numbers = isList || key === 'sigma';
    for (const name of names) if (!(numbers && isNumber(name))) exists(name, [key], []);
  }
  for (const [i, { chart, options }] of figures.entries())
    for (const [option, names] of Object.entries(options)) {
      if (!Array.isArray(names)) continue;
      const named = asWritten[i] as Readonly<Record<string, unknown>> | undefined;
      const path = ['figures', i, chart, ...(Array.isArray(named?.[chart]) ? [] : [option])];
      for (const [k, name] of names.entries()) exists(String(name), [...path, k], ['prediction', ...parameters]);
    }
}

const at = (path: Path, code: string, message: string, advice: string): BlockIssue => ({
  path,
  at: 'value',
  code,
  message,
  advice,
});
