import type { Here, Method } from './method.js';

/** A first-order method: which way; how far is the step size's. */
export interface Directed<State> extends Omit<Method<State>, 'wants' | 'steps' | 'endsItself' | 'step'> {
  /** @returns the direction, length P, new, pointing downhill and not yet scaled by the rate; and the state after this update. */
  direction(state: State, gradient: Float64Array, here: Here): { readonly direction: Float64Array; readonly state: State };
}

/** The method that goes along a direction as far as the step size says. */
export function directed<State>({ direction, ...row }: Directed<State>): Method<State> {
  return {
    ...row,
    wants: 'gradient',
    steps: 'rate',
    *step(state, here) {
      const next = direction(state, here.answer.gradient as Float64Array, here);
      const { point, answer, updates, epoch, rate, bounds, stepMemory: memory } = here;
      const from = { point, answer, updates, epoch, rate, bounds, memory, direction: next.direction, wants: 'gradient' } as const;
      const to = yield* here.stepSize.advance(from);
      const step = { point: to.point, rate: to.rate, state: next.state, stepMemory: to.memory };
      if (to.ended !== undefined) return { ...step, ended: to.ended };
      return to.answer === undefined ? step : { ...step, answer: to.answer };
    },
  };
}
