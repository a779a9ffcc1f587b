import type { Command as Commander } from 'commander';
import type { FitOptions } from '../experiment/options.js';
import { RESAMPLES } from '../experiment/resampling.js';
import type { Loss } from '../objective/loss.js';
import { LOSSES } from '../objective/losses/index.js';
import { AUTOMATIC_NAMES } from '../optimize/automatic-rates.js';
import type { Options } from './command.js';
import { usageError } from './failure.js';
import { collect, exclude, integerOption, learningRate, levelOption, shown, typedNumber } from './option-values.js';
import type { Session } from './session.js';
import { threadsOf, threadsOption } from './threads-option.js';

const RESAMPLE_NAMES = Object.keys(RESAMPLES);
const RESAMPLE_TEXT = {
  en: `what is drawn. ${Object.entries(RESAMPLES)
    .map(([name, { title }]) => `${name}: ${title.en}`)
    .join('. ')}`,
  ko: `뽑는 것. ${Object.entries(RESAMPLES)
    .map(([name, { title }]) => `${name}: ${title.ko}`)
    .join('. ')}`,
};
const LOSS_NAMES = LOSSES.map((loss) => loss.name).join(', ');

/** The options that say how a fit is made: of `fit`, and of all commands that fit. */
export function addFitOptions(program: Commander, session: Session): void {
  const { say } = session;
  program
    .option(
      '--method <name>',
      say({ en: 'a method (see downhill methods), or auto', ko: '방법(downhill methods 참고) 또는 auto' }),
    )
    .option(
      '--learning-rate <rate>',
      say({ en: `a number > 0, or one of ${AUTOMATIC_NAMES}`, ko: `0보다 큰 수 또는 ${AUTOMATIC_NAMES} 중 하나` }),
      learningRate,
    )
    .option(
      '--schedule <text>',
      say({
        en: 'how the rate changes: exponential(0.99), cosine(0.001), armijo, …',
        ko: '학습률의 변화: exponential(0.99), cosine(0.001), armijo 등',
      }),
    )
    .option(
      '--set <setting=value>',
      say({
        en: 'a setting of the method or loss, as momentum=0.95; repeatable',
        ko: '방법이나 손실의 설정, 예: momentum=0.95. 반복 가능',
      }),
      collect,
    )
    .option(
      '--epochs <n>',
      say({ en: 'at most so many epochs, 1 … 1e9', ko: '최대 에포크 수, 1 … 1e9' }),
      integerOption('--epochs', 1, 1e9, 'try --epochs 1000'),
    )
    .option(
      '--stop <rule>',
      say({ en: "when to stop: 'mae < 0.001', several with or", ko: "멈출 조건: 'mae < 0.001', 여럿이면 or로 연결" }),
    )
    .option(
      '--batch <rows>',
      say({ en: 'rows of a minibatch', ko: '미니배치의 행 수' }),
      integerOption('--batch', 1, 1e8, 'try --batch 32'),
    )
    .option('--loss <name>', LOSS_NAMES)
    .option(
      '--start <values>',
      say({ en: "'W=1, b=uniform(-1, 1)'; repeatable", ko: "시작값 'W=1, b=uniform(-1, 1)'. 반복 가능" }),
      collect,
    )
    .option(
      '--starts <n>',
      say({ en: 'how many starts are tried where none is given', ko: '시작값이 없을 때 시험해 볼 시작점의 수' }),
      integerOption('--starts', 1, 1e6, 'try --starts 20'),
    )
    .option(
      '--bounds <bounds>',
      say({ en: "'0 < k < 10, W > 0'; repeatable", ko: "범위 '0 < k < 10, W > 0'. 반복 가능" }),
      collect,
    )
    .option(
      '--fixed <values>',
      say({ en: "'c=0': these are not fitted; repeatable", ko: "'c=0': 맞추지 않고 고정할 값. 반복 가능" }),
      collect,
    )
    .option(
      '--tie <formulas>',
      say({ en: "'b2 = 2*b1': computed from others; repeatable", ko: "'b2 = 2*b1': 다른 매개변수로 계산. 반복 가능" }),
      collect,
    )
    .option(
      '--gradient <formulas>',
      say({
        en: "a gradient of your own, followed and checked: 'W = mean(residual*x)'; repeatable",
        ko: "직접 쓴 기울기. 그대로 따르며 검사함: 'W = mean(residual*x)'. 반복 가능",
      }),
      collect,
    )
    .option(
      '--weights <column>',
      say({
        en: "a column of weights, normalised to mean 1; of several formulas one for each: 'w1, w2'",
        ko: "가중치 열(평균이 1이 되도록 정규화). 식이 여럿이면 하나씩: 'w1, w2'",
      }),
    )
    .option(
      '--sigma <column>',
      say({
        en: "standard deviations, a column or a number: weights 1/sigma²; of several formulas one for each: 's1, 0.5'",
        ko: "표준편차, 열이나 수: 가중치 1/sigma². 식이 여럿이면 하나씩: 's1, 0.5'",
      }),
    )
    .option(
      '--absolute-sigma',
      say({ en: 'the standard deviations are absolute, not relative', ko: '표준편차가 상대값이 아니라 절댓값임' }),
    )
    .option(
      '--level <share>',
      say({ en: 'of all intervals, between 0 and 1; default 0.95', ko: '모든 구간의 신뢰수준, 0과 1 사이. 기본값 0.95' }),
      levelOption,
    )
    .option(
      '--profile',
      say({
        en: 'also intervals from the profile of the loss: right where the model bends',
        ko: '손실의 프로파일로 구한 구간도 출력. 모형이 굽은 곳에서도 맞음',
      }),
    )
    .option(
      '--bootstrap <n>',
      say({ en: 'also standard errors and intervals from so many resamples', ko: '재표본 n개로 구한 표준오차와 구간도 출력' }),
      integerOption('--bootstrap', 2, 1e6, 'try --bootstrap 1000'),
    )
    .option(`--resample <${RESAMPLE_NAMES.join('|')}>`, say(RESAMPLE_TEXT))
    .option(
      '--let <columns>',
      say({ en: "derived columns: 't = years(Date) - 1958'; repeatable", ko: "파생 열: 't = years(Date) - 1958'. 반복 가능" }),
      collect,
    )
    .option('--where <condition>', say({ en: "only rows where this holds: 'x > 0'", ko: "조건이 맞는 행만 사용: 'x > 0'" }))
    .option(
      '--skip-invalid',
      say({
        en: 'leave out rows with empty or broken cells instead of stopping',
        ko: '빈칸이나 잘못된 값이 있는 행을 만나도 멈추지 않고 건너뜀',
      }),
    )
    .option(
      '--seed <n>',
      say({ en: 'of all random numbers, 0 … 4294967295; default 0', ko: '모든 난수의 시드, 0 … 4294967295. 기본값 0' }),
      integerOption('--seed', 0, 2 ** 32 - 1, 'try --seed 7'),
    )
    .option(
      '--random <generator>',
      say({ en: 'pcg64 (default), or numpy: as np.random.seed', ko: 'pcg64(기본값) 또는 numpy: np.random.seed와 같은 난수' }),
      (text) => {
        if (text === 'pcg64' || text === 'numpy') return text;
        throw usageError(
          'random-unknown',
          `--random must be pcg64 or numpy, got ${shown(text)}`,
          'leave it out for pcg64',
          '--random',
        );
      },
    );
  threadsOption(program, session);
}

/** The options of a fit that were typed. Texts are split here and understood by the fit. */
export async function fitOptionsOf(options: Options, session: Session): Promise<FitOptions> {
  exclude(options, '--weights', '--sigma', '--sigma s means weights 1/s²: give one of them');
  if (options.absoluteSigma === true && options.sigma === undefined)
    throw usageError(
      'options-conflict',
      '--absolute-sigma needs --sigma',
      'name the column of standard deviations with --sigma',
      '--absolute-sigma',
    );
  const maps: Record<string, Record<string, string>> = {};
  for (const key of ['start', 'fixed', 'tie', 'let', 'gradient']) {
    const texts = options[key] as readonly string[] | undefined;
    if (texts !== undefined) maps[key] = await assignments(`--${key}`, texts, key === 'gradient' ? 'gradient' : 'data');
  }
  const bounds = options.bounds as readonly string[] | undefined;
  return {
    ...Object.fromEntries(PLAIN.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]))),
    ...maps,
    ...(bounds === undefined ? {} : { bounds: bounds.join(', ') }),
    ...settings(options),
    ...(await threadsOf(options)),
    lang: session.lang,
  } as FitOptions;
}

/** Options whose value a fit takes as it is. */
const PLAIN: readonly (keyof FitOptions)[] = [
  'method',
  'learningRate',
  'schedule',
  'epochs',
  'stop',
  'batch',
  'loss',
  'starts',
  'weights',
  'sigma',
  'absoluteSigma',
  'level',
  'profile',
  'bootstrap',
  'resample',
  'where',
  'skipInvalid',
  'seed',
  'random',
];

/** `name = text` pairs of an option that may be given several times. */
export async function assignments(
  option: string,
  texts: readonly string[],
  functions: 'data' | 'gradient' = 'data',
): Promise<Record<string, string>> {
  const { parseAssignments } = await import('../language/index.js');
  const found: Record<string, string> = {};
  for (const text of texts)
    for (const { name, text: value } of parseAssignments(text, { functions })) {
      if (Object.hasOwn(found, name)) throw usageError('name-twice', `${option} gives ${name} twice`, 'keep one of them', option);
      if (/^\d+$/.test(name) || name === '__proto__')
        throw usageError('name-invalid', `${option} cannot name anything "${name}"`, 'begin the name with a letter', option);
      found[name] = value;
    }
  return found;
}

/** `--set delta=1.5` goes to the loss where the loss has such a setting, else to the method, which refuses what it does not know. */
function settings(options: Options): Pick<FitOptions, 'settings' | 'lossSettings'> {
  const texts = options.set as readonly string[] | undefined;
  if (texts === undefined) return {};
  const ofLoss: Loss['settings'] = LOSSES.find((loss) => loss.name === options.loss)?.settings ?? {};
  const method: Record<string, number> = {};
  const loss: Record<string, number | 'auto'> = {};
  for (const text of texts.flatMap((several) => several.split(','))) {
    const [, name, number] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
    if (name !== undefined && number === 'auto' && ofLoss[name]?.default === 'auto') {
      loss[name] = 'auto';
      continue;
    }
    const value = typedNumber(number ?? '');
    if (name === undefined || Number.isNaN(value))
      throw usageError('setting-invalid', `--set takes name=number, got ${shown(text)}`, 'write --set momentum=0.95', '--set');
    (Object.hasOwn(ofLoss, name) ? loss : method)[name] = value;
  }
  return {
    ...(Object.keys(method).length === 0 ? {} : { settings: method }),
    ...(Object.keys(loss).length === 0 ? {} : { lossSettings: loss }),
  };
}
