import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

export const boundHit: Diagnosis = {
  code: 'bound-hit',
  severity: 'warning',
  title: { en: 'a parameter stands at its bound', ko: '범위 끝에 멈춘 매개변수' },
  test: {
    en: 'a free parameter equals its lower or upper bound where the run ended',
    ko: '끝난 지점에서 자유 매개변수가 하한이나 상한과 같을 때',
  },
  example: {
    block: {
      id: 'too-tight',
      data: { rows: 20, columns: { t: 'index/2', y: '5*exp(-0.5*t) + normal(0, 0.1)' } },
      model: 'y ~ A*exp(-k*t)',
      start: { A: 1, k: 0.1 },
      bounds: '0 < k < 0.4',
    },
  },
  diagnose: ({ model, point, lower, upper }) => {
    const held = model.free.filter((_, j) => point[j] === lower[j] || point[j] === upper[j]);
    if (held.length === 0) return null;
    const parts = held.map((name) => `${name} = ${point[model.free.indexOf(name)]}`).join(', ');
    return {
      code: 'bound-hit',
      severity: 'warning',
      message: {
        en: `${parts} stands at its bound: without the bound the fit would be better. It has no standard error; those of the others hold for it being fixed there.`,
        ko: `${withParticle(parts, '이/가')} 범위 끝에 있습니다. 범위가 없으면 더 잘 맞습니다. 이 값에는 표준오차가 없고, 다른 매개변수의 표준오차는 이 값을 고정했을 때의 것입니다.`,
      },
      evidence: Object.fromEntries(held.map((name) => [name, point[model.free.indexOf(name)] as number])),
      advice: {
        en: 'Check that the bound is meant; if it is a fact, fix the parameter there with --fixed.',
        ko: '범위가 맞는지 확인하고, 확실한 사실이라면 --fixed로 고정하세요.',
      },
    };
  },
};
