import { describe, expect, it } from 'vitest';
import { withParticle } from '../../src/base/particle.js';

describe('Korean particles follow the sound that a number or formula ends in', () => {
  it.each([
    ['0.7', '은/는', '0.7은'],
    ['0.01', '은/는', '0.01은'],
    ['2', '은/는', '2는'],
    ['-13.57', '으로/로', '-13.57로'],
    ['0.3', '으로/로', '0.3으로'],
    ['10', '으로/로', '10으로'],
    ['sin(x)', '을/를', 'sin(x)를'],
    ['x^2', '을/를', 'x^2을'],
    ['(x - m)^2', '을/를', '(x - m)^2을'],
    ['W', '과/와', 'W와'],
    ['3.9×10⁻⁷', '으로/로', '3.9×10⁻⁷으로'],
    ['13%', '이/가', '13%가'],
    ['(x - m)', '이/가', '(x - m)이'],
    ['손실', '은/는', '손실은'],
    ['평균 절대 오차', '은/는', '평균 절대 오차는'],
    ['mean(y)', '으로/로', 'mean(y)로'],
    ['…', '을/를', '…를'],
  ] as const)('%s with %s is %s', (text, particle, said) => {
    expect(withParticle(text, particle)).toBe(said);
  });
});
