import type { Advance, From, Here, Method, Step, Unseen } from './method.js';

/** A first-order method: which way; how far is the step size's. */
export interface Directed<State> extends Omit<Method<State>, 'wants' | 'steps' | 'endsItself' | 'step' | 'stepAtOnce'> {
  /** @returns the direction, length P, new, pointing downhill and not yet scaled by the rate; and the state after this update. */
  direction(state: State, gradient: Float64Array, here: Here): Directions<State>;
}

interface Directions<State> {
  readonly direction: Float64Array;
  readonly state: State;
}

/** The method that goes along a direction as far as the step size says. */
export function directed<State>({ direction, ...row }: Directed<State>): Method<State> {
  const directionAt = (state: State, here: Here): Directions<State> =>
    direction(state, here.answer.gradient as Float64Array, here);
  return {
    ...row,
    wants: 'gradient',
    steps: 'rate',
    *step(state, here) {
      const next = directionAt(state, here);
      const to = yield* here.stepSize.advance(fromHere(here, next.direction));
      const step = along(next, to);
      if (to.ended !== undefined) return { ...step, ended: to.ended };
      return to.answer === undefined ? step : { ...step, answer: to.answer };
    },
    stepAtOnce(state, here) {
      const { stepSize } = here;
      if (stepSize.advanceAtOnce === undefined) return null;
      const next = directionAt(state, here);
      return along(next, stepSize.advanceAtOnce(fromHere(here, next.direction)));
    },
  };
}

const fromHere = ({ point, answer, updates, epoch, rate, bounds, stepMemory }: Here, direction: Float64Array): From => ({
  point,
  answer,
  updates,
  epoch,
  rate,
  bounds,
  memory: stepMemory,
  direction,
  wants: 'gradient',
});

const along = <State>({ state }: Directions<State>, { point, rate, memory }: Unseen<Advance>): Unseen<Step<State>> => ({
  point,
  rate,
  state,
  stepMemory: memory,
});
