import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import type { FindingResult } from '../../src/experiment/result.js';
import { FACTORS, MISTAKES, type Mistake, MODELS, type Model, RIGHT, TWICE_WRONG } from './wrong-gradients.js';

type Texts = Readonly<Record<string, string>>;

const found = (model: Model, gradient: Texts, lang: 'en' | 'ko' = 'en'): FindingResult | undefined =>
  fit(model.formula, model.data, {
    method: 'gd',
    learningRate: 0.001,
    epochs: 3,
    start: model.start,
    gradient,
    lang,
    ...(model.loss === undefined ? {} : { loss: model.loss }),
  }).findings.find(({ code }) => code.startsWith('gradient'));

interface Component {
  readonly parameter: string;
  readonly shouldBe: string;
  readonly repair: Readonly<Record<string, unknown>> | null;
}
const componentsOf = (finding: FindingResult | undefined): readonly Component[] =>
  (finding?.evidence.components ?? []) as unknown as readonly Component[];

const texts = (written: Texts): string =>
  Object.entries(written)
    .map(([name, text]) => `${name}: ${text}`)
    .join(', ');
const titled = <Case extends { readonly model: keyof typeof MODELS; readonly written: Texts }>(cases: readonly Case[]) =>
  cases.map((one) => ({ title: `${MODELS[one.model].name}, ${texts(one.written)}`, one }));

/** The gradient with the components that repairs show. */
const mended = (gradient: Texts, components: readonly Component[]): Texts => ({
  ...gradient,
  ...Object.fromEntries(
    components.flatMap(({ parameter, repair }) =>
      typeof repair?.component === 'string' ? [[parameter, repair.component] as const] : [],
    ),
  ),
});

describe('the one change that mends a wrong gradient is found', () => {
  it.each(titled<Mistake>(MISTAKES))('$title', ({ one }) => {
    const model = MODELS[one.model];
    const gradient = { ...model.right, ...one.written };
    const finding = found(model, gradient);
    expect(finding?.code).toBe('gradient-wrong');
    const components = componentsOf(finding);
    expect(components.map(({ parameter }) => parameter)).toEqual(Object.keys(one.repair));
    for (const { parameter, repair } of components) expect(repair).toMatchObject(one.repair[parameter]!);
    // What is shown as mended is right.
    const after = mended(gradient, components);
    if (texts(after) !== texts(gradient)) expect(found(model, after)).toBeUndefined();
  });

  it('what is shown as right is right', () => {
    for (const { model: key, written } of MISTAKES) {
      const model = MODELS[key];
      const components = componentsOf(found(model, { ...model.right, ...written }));
      const right = Object.fromEntries(components.map(({ parameter, shouldBe }) => [parameter, shouldBe]));
      expect(found(model, { ...model.right, ...right })).toBeUndefined();
    }
  });
});

describe('where no one change mends it, none is told', () => {
  it.each(titled(TWICE_WRONG))('$title', ({ one }) => {
    const model = MODELS[one.model];
    const gradient = { ...model.right, ...one.written };
    const finding = found(model, gradient);
    expect(finding?.code).toBe('gradient-wrong');
    expect(componentsOf(finding).map(({ repair }) => repair)).toEqual([null]);
  });
});

describe('a right gradient in another shape is not found wrong', () => {
  it.each(titled(RIGHT))('$title', ({ one }) => {
    const model = MODELS[one.model];
    expect(found(model, { ...model.right, ...one.written })).toBeUndefined();
  });
});

describe('a multiple of the gradient', () => {
  it.each(FACTORS)('$factor: a note, with its factor to 1e-9', ({ factor, value }) => {
    for (const model of Object.values<Model>(MODELS)) {
      const scaled = Object.fromEntries(Object.entries(model.right).map(([name, text]) => [name, `${factor}${text}`]));
      const finding = found(model, scaled);
      expect(finding).toMatchObject({ code: 'gradient-scaled', severity: 'note' });
      expect(Math.abs((finding?.evidence.factor as number) / value - 1)).toBeLessThan(1e-9);
    }
  });

  it('does not make the components wrong that have it, where another is', () => {
    for (const factor of ['2*', 'n*']) {
      const gradient = { W: `${factor}mean(residual*x)`, b: `${factor}mean(residual)` };
      const components = componentsOf(found(MODELS.sine, gradient));
      expect(components.map(({ parameter }) => parameter)).toEqual(['W']);
      expect(components[0]?.repair).toMatchObject({ kind: 'replace', at: 'residual', replace: 'x', by: 'sin(x)' });
    }
  });
});

describe('the sentence says it', () => {
  const saying = (written: Texts, lang: 'en' | 'ko'): string =>
    found(MODELS.sine, { ...MODELS.sine.right, ...written }, lang)?.message ?? '';
  it.each([
    [
      { W: 'mean(residual*x)' },
      'where the residual is multiplied by x it must be sin(x)',
      '잔차에 x 대신 sin(x)를 곱해야 합니다',
    ],
    [
      { W: 'mean((y - prediction)*sin(x))' },
      'the residual is the wrong way round: y - prediction must be prediction - y',
      '잔차의 부호가 반대입니다. y - prediction 대신 prediction - y로 써야 합니다',
    ],
    [{ W: 'mean(residual)' }, 'the factor sin(x) is missing', '인수 sin(x)를 곱하지 않았습니다'],
    [{ W: 'mean(residual*W*sin(x))' }, 'the factor W does not belong there', '인수 W는 곱하지 말아야 합니다'],
    [{ W: 'sum(residual*sin(x))' }, 'it takes the sum over the rows where the mean belongs', '평균 대신 합을 썼습니다'],
    [{ W: '2*mean(residual*sin(x))' }, 'it is 2 times the derivative', '참 기울기의 2배입니다'],
    [
      { W: 'mean(residual)', b: 'mean(residual*sin(x))' },
      'what is written for W belongs to b, and the other way round',
      'W와 b의 기울기가 서로 바뀌었습니다',
    ],
  ] as const)('%o', (written, en, ko) => {
    expect(saying(written, 'en')).toContain(`${en}.`);
    expect(saying(written, 'ko')).toContain(`${ko}.`);
  });
});
