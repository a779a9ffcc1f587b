import { describe, expect, it } from 'vitest';
import { type Look, parseStop } from '../../src/optimize/stop.js';
import { look } from './look.js';
import { thrown } from './thrown.js';

describe('a stop rule', () => {
  it.each<[string, Partial<Look>, string, string]>([
    ['mae < 0.001', { mae: 0.0009 }, 'mae-below', 'mae = 0.0009 < 0.001'],
    ['mae<1e-3', { mae: 0.0009 }, 'mae-below', 'mae = 0.0009 < 0.001'],
    ['loss < -1.5', { loss: -2 }, 'loss-below', 'loss = -2 < -1.5'],
    ['loss <= 2', {}, 'loss-below', 'loss = 2 ≤ 2'],
    ['gradient < 1e-10', { gradientNorm: 3.6123e-11 }, 'gradient-below', '‖∇‖∞ = 3.61e-11 < 1e-10'],
    ['loss change < 1e-12', { lossChange: 0 }, 'loss-change-below', 'loss change = 0 < 1e-12'],
    ['LOSS  change ≤ .25', {}, 'loss-change-below', 'loss change = 0.25 ≤ 0.25'],
    ['step < 1', {}, 'step-below', 'step = 0.125 < 1'],
    ['epoch >= 7', {}, 'epoch-above', 'epoch = 7 ≥ 7'],
    ['evaluations > 7.', {}, 'evaluations-above', 'evaluations = 8 > 7'],
    ['mae < 1e-9 or step < 1', {}, 'step-below', 'step = 0.125 < 1'],
    ['mae < 1e-9 or loss change < 1 or step < 1', {}, 'loss-change-below', 'loss change = 0.25 < 1'],
    ['mae < 1e-9, step < 1', {}, 'step-below', 'step = 0.125 < 1'],
    ['mae < 1e-9 || step < 1', {}, 'step-below', 'step = 0.125 < 1'],
    ['mae < 0.001', { mae: 0.00099999 }, 'mae-below', 'mae = 0.00099999 < 0.001'],
  ])('%s is met by %o', (text, figures, reason, detail) => {
    const met = parseStop(text)(look(figures));
    expect([met?.reason, met?.detail.en]).toEqual([reason, detail]);
  });

  it.each<[string, Partial<Look>]>([
    ['mae < 0.001', { mae: 0.001 }],
    ['mae <= 0.001', { mae: 0.0010000001 }],
    ['loss change < 1', { lossChange: Number.NaN }],
    ['step <= 0', {}],
    ['mae < 1 or loss < 1', { mae: Number.NaN, loss: Number.NaN }],
    ['epoch >= 8', {}],
  ])('%s is not met by %o', (text, figures) => {
    expect(parseStop(text)(look(figures))).toBeNull();
  });

  it.each<[string, string, string]>([
    ['maee < 0.001', 'a stop rule knows no "maee"', 'maee'],
    ['mse < 0.001', 'a stop rule knows no "mse"', 'mse'],
    ['', 'a stop rule begins with what is compared, got the end', ''],
    ['< 3', 'a stop rule begins with what is compared, got "< 3"', '<'],
    ['mae', 'after mae one of < <= > >= is expected, got the end', ''],
    ['mae = 0.1', 'after mae one of < <= > >= is expected, got "="', '='],
    ['mae < x', 'after mae < a number is expected, got "x"', 'x'],
    ['mae < 1e999', 'after mae < a number is expected, got 1e999', ''],
    ['mae < 0.1 and loss < 1', 'a stop rule should end here or go on with "or", got "and loss < 1"', 'a'],
    ['mae < 0', 'mae < 0 can never be met: mae is never below 0', 'mae < 0'],
    ['gradient <= -1', 'gradient <= -1 can never be met: gradient is never below 0', 'gradient <= -1'],
    ['mae < 0.1 or', 'a stop rule begins with what is compared, got the end', ''],
    ['mae < 0.1 0.2', 'a stop rule should end here or go on with "or", got "0.2"', '0'],
  ])('%s is an error that points at its place', (text, message, place) => {
    const error = thrown(() => parseStop(text));
    expect(error.code).toBe('stop-malformed');
    expect(error.message).toBe(message);
    expect(error.advice).not.toBe('');
    expect(error.usage).toBe(true);
    expect(error.span?.text.slice(error.span.start, error.span.end)).toBe(place);
  });

  it('suggests the nearest name and lists all', () => {
    const { advice } = thrown(() => parseStop('gradeint < 1'));
    expect(advice).toBe('did you mean gradient? known: mae, loss change, loss, gradient, step, epoch, evaluations');
  });

  it('of a hundred thousand comparisons is read in their order', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `epoch >= ${i + 1000}`).join(' or ');
    expect(parseStop(text)(look({ epoch: 1005 }))?.detail.en).toBe('epoch = 1005 ≥ 1000');
  });
});
