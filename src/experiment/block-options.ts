import type { Fix } from '../diagnose/finding.js';
import type { WrittenBlock } from './block-schema.js';
import type { FigureRequest } from './figure-requests.js';
import type { FitOptions } from './options.js';

/** The options of a fit that a block's keys mean. */
export function fitOptions(block: WrittenBlock, figures: readonly FigureRequest[]): FitOptions {
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(block)) {
    const option = OPTIONS[key];
    if (option !== undefined)
      options[option] = FORMULAS.has(key) ? texts(value) : Array.isArray(value) ? value.join(', ') : value;
  }
  if (options.snapshots === undefined) {
    const every = figures.flatMap(({ options: { every } }) => (typeof every === 'number' && every >= 1 ? [every] : []));
    if (every.length > 0) options.snapshots = every.reduce(commonDivisor);
  }
  return options as FitOptions;
}

/** Keys of a block, or names of options, with their values → options: what the `fix` of a finding means. */
export function optionsOfFix(fix: Fix): FitOptions {
  return Object.fromEntries(Object.entries(fix).map(([key, value]) => [OPTIONS[key] ?? key, value]));
}

/** Key of a block → option of a fit. */
const OPTIONS: Readonly<Record<string, keyof FitOptions>> = {
  lang: 'lang',
  seed: 'seed',
  random: 'random',
  let: 'let',
  where: 'where',
  'skip invalid': 'skipInvalid',
  loss: 'loss',
  'loss settings': 'lossSettings',
  start: 'start',
  starts: 'starts',
  bounds: 'bounds',
  fixed: 'fixed',
  tie: 'tie',
  weights: 'weights',
  sigma: 'sigma',
  'absolute sigma': 'absoluteSigma',
  level: 'level',
  profile: 'profile',
  bootstrap: 'bootstrap',
  resample: 'resample',
  study: 'study',
  method: 'method',
  settings: 'settings',
  'learning rate': 'learningRate',
  schedule: 'schedule',
  epochs: 'epochs',
  stop: 'stop',
  batch: 'batch',
  gradient: 'gradient',
  snapshots: 'snapshots',
};

/** Keys under which a lone number means what its text means. */
const FORMULAS = new Set(['let', 'where', 'tie', 'gradient', 'sigma']);

const texts = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
    : String(value);

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
