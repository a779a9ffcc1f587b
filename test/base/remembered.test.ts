import { describe, expect, it } from 'vitest';
import { once } from '../../src/base/once.js';
import { remembered } from '../../src/base/remembered.js';

describe('remembered', () => {
  it('calls what it keeps once for a key, and again after more keys than it keeps', () => {
    let calls = 0;
    const square = remembered(
      2,
      (x: number) => String(x),
      (x: number) => {
        calls++;
        return x * x;
      },
    );
    expect([square(3), square(3), square(4)]).toEqual([9, 9, 16]);
    expect(calls).toBe(2);
    expect([square(5), square(3)]).toEqual([25, 9]);
    expect(calls).toBe(4);
  });

  it('keeps undefined like any other value, and nothing of a call that throws', () => {
    let calls = 0;
    const answers = remembered(
      4,
      (key: string) => key,
      (key: string) => {
        calls++;
        if (key === 'bad') throw new Error('no');
        return undefined;
      },
    );
    expect([answers('a'), answers('a')]).toEqual([undefined, undefined]);
    expect(calls).toBe(1);
    expect(() => answers('bad')).toThrow('no');
    expect(() => answers('bad')).toThrow('no');
    expect(calls).toBe(3);
  });
});

describe('once', () => {
  it('makes a value when it is first asked for, and never again', () => {
    let calls = 0;
    const value = once(() => ++calls);
    expect(calls).toBe(0);
    expect([value(), value(), calls]).toEqual([1, 1, 1]);
  });
});
