import type { Begun } from './fit.js';
import { type Guess, guesser } from './guess.js';

/** Guesses from the columns that the formula of a problem reads. */
export function guessFor({ prepared, model }: Begun): Guess {
  const columns = new Map(
    [...prepared.columns].filter(
      ([name]) => !name.startsWith('@') && !(model.response.kind === 'name' && model.response.name === name),
    ),
  );
  return guesser({ prediction: model.prediction, parameters: model.parameters, columns, response: prepared.response });
}
