import { negated } from '../../base/linear-algebra/norm.js';
import { directed } from '../direction.js';

export const gradientDescent = directed<null>({
  name: 'gd',
  title: { en: 'Gradient descent', ko: '경사 하강법' },
  summary: {
    en: 'Steps against the gradient: the plainest way down, slow in long valleys. Without a learning rate each step takes one from the curvature that the steps before met.',
    ko: '기울기의 반대 방향으로 내려가는 가장 기본적인 방법으로, 길쭉한 골짜기에서는 느립니다. 학습률을 주지 않으면 걸음마다 앞선 걸음들이 겪은 곡률로 학습률을 정합니다.',
  },
  formula: 'x \\leftarrow x - \\eta \\nabla f(x)',
  reference: 'Cauchy 1847, Méthode générale pour la résolution des systèmes d’équations simultanées, C. R. Acad. Sci. Paris 25',
  minibatch: true,
  plain: true,
  settings: {},
  init: () => null,
  mode: (curvature, rate) => [1 - rate * curvature, 0, 0, 0],
  direction: (state, gradient) => ({ direction: negated(gradient), state }),
});
