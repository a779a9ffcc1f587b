import { SHORT, shortDescent } from '../descent.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { gradientFactor } from '../gradient-check.js';
import { linearTerms } from '../linear-terms.js';
import { hasGrown, rateLimit } from '../rate-limit.js';
import { rescaled } from '../rescaled.js';

const LIMIT = 1e2;

export const badScaling: Diagnosis = {
  code: 'bad-scaling',
  severity: 'warning',
  title: { en: 'columns of very different size', ko: '크기가 크게 다른 열' },
  test: {
    en: `a model that is linear in its parameters, norms of the columns of the Jacobian that differ by more than ${LIMIT}×, and a descent with a rate over all rows whose loss grew, or that is out of epochs with more than ${SHORT} of the drop from the start still left`,
    ko: `매개변수에 대해 선형인 모형에서 야코비안 열의 노름이 ${LIMIT}배 넘게 차이 나고, 모든 행을 쓰며 학습률로 내려가는 방법이 손실을 키웠거나, 시작점에서 줄일 수 있는 손실의 ${SHORT}배 넘게 남긴 채 에포크를 다 썼을 때`,
  },
  example: {
    block: {
      id: 'bad-scaling',
      seed: 1,
      data: {
        rows: 50,
        columns: { dose: 'uniform(0, 1)', income: 'uniform(20000, 60000)', y: '5*dose + 0.0002*income + normal(0, 0.5)' },
      },
      model: 'y ~ a*dose + b*income + c',
      start: { a: 0, b: 0, c: 0 },
      method: 'gd',
      'learning rate': 1e-10,
      epochs: 200,
    },
  },
  diagnose: (run) => {
    const { convex, start, terrain, model, learningRate } = run;
    if (!convex || start.length < 2 || !isHeldUp(run)) return null;
    const gram = terrain.evaluate({ points: [terrain.reference()?.point ?? start], want: 'gram' })[0]?.gram;
    if (gram === undefined) return null;
    const norms = Array.from(start, (_, j) => Math.sqrt(gram[j * (start.length + 1)] as number));
    const [largest, smallest] = [norms.indexOf(Math.max(...norms)), norms.indexOf(Math.min(...norms))];
    const ratio = (norms[largest] as number) / (norms[smallest] as number);
    if (!(ratio > LIMIT && ratio < Number.POSITIVE_INFINITY)) return null;
    const terms = linearTerms(run);
    const centred = terms.constant.length > 0;
    const lets = [largest, smallest]
      .map((j) => terms.columns[j] as readonly string[])
      .flatMap((read) => (read.length === 1 ? rescaled(run, read[0] as string, { centred, scaled: true }) : null) ?? [])
      .filter((one, k, all) => all.findIndex(({ column }) => column === one.column) === k);
    const [big, small] = [named(run, terms.columns, largest), named(run, terms.columns, smallest)];
    const options = lets.map(({ definition }) => `--let '${definition}'`).join(' ');
    const renamed = lets.map(({ column, name }) => `${column} → ${name}`).join(', ');
    const given = learningRate !== null;
    return {
      code: 'bad-scaling',
      severity: 'warning',
      message: {
        en: `The column of ${big} is ${short(ratio)} times as large as that of ${small}: one learning rate cannot suit both.`,
        ko: `${big.replace(' ', '')} 열의 크기가 ${small.replace(' ', '')} 열의 ${short(ratio)}배입니다. 학습률 하나로는 둘 다 맞출 수 없습니다.`,
      },
      evidence: {
        ratio,
        limit: LIMIT,
        norms: Object.fromEntries(model.free.map((name, j) => [name, norms[j] as number])),
        let: lets.map(({ definition }) => definition),
      },
      advice:
        lets.length > 0
          ? {
              en: `Scale the columns (${options}) and write the formula with them (${renamed})${given ? ', or leave the learning rate out' : ''}.`,
              ko: `열의 크기를 맞추고(${options}) 식에 새 이름을 쓰세요(${renamed}).${given ? ' 학습률을 빼고 downhill에 맡겨도 됩니다.' : ''}`,
            }
          : {
              en: `Scale the columns to about the same size (--let)${given ? ', or leave the learning rate out' : ''}.`,
              ko: `열의 크기를 비슷하게 맞추세요(--let).${given ? ' 학습률을 빼고 downhill에 맡겨도 됩니다.' : ''}`,
            },
      ...(given ? { fix: { 'learning rate': 'auto' } } : {}),
    };
  },
};

/** Whether a descent ran away, or did not arrive. */
const isHeldUp = (run: DiagnosedRun): boolean =>
  shortDescent(run, SHORT) !== null ||
  (rateLimit(run) !== null && run.batch === null && hasGrown(run) && gradientFactor(run) !== null);

const named = ({ model }: DiagnosedRun, columns: readonly (readonly string[])[], j: number): string => {
  const read = columns[j] as readonly string[];
  return read.length === 1 ? `${model.free[j]} (${read[0]})` : (model.free[j] as string);
};

const short = (x: number): string => String(Number(x.toPrecision(2)));
