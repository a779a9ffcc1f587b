import { asDoubles } from '../base/values.js';
import type { Begun } from './fit.js';
import { type Guess, guesser } from './guess.js';

/** Guesses from the columns that the formula of a problem reads. */
export function guessFor({ prepared, model }: Begun): Guess {
  const columns = new Map(
    [...prepared.columns]
      .filter(([name]) => !name.startsWith('@') && !(model.response.kind === 'name' && model.response.name === name))
      .map(([name, values]) => [name, asDoubles(values)]),
  );
  const { prediction, parameters } = model;
  return guesser({ prediction, parameters, columns, response: asDoubles(prepared.response) });
}
