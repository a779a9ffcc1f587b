import { arrange } from '../../expression/arrange.js';
import type { DiagnosedRun } from '../diagnosis.js';
import type { Evidence } from '../finding.js';
import { checkPoints } from '../gradient-check.js';
import type { HandWritten } from '../hand-written.js';
import { ingredients } from './ingredients.js';
import { type Repair, type Repairs, repairsOf } from './repair.js';
import type { RowSample } from './row-sample.js';
import { rowSample } from './row-sample.js';
import { type Trial, trialOf } from './sampled-rows.js';

/** A gradient that is a function is compared on all of its rows: it cannot be told fewer. */
const MOST_ROWS_OF_FUNCTION = 10_000;

/** Which components of the hand-written gradient are wrong and what would mend each; null where that cannot be tried: without one, and for weighted rows. */
export function repairsOfRun(run: DiagnosedRun): Repairs | null {
  const { handWritten: hand, model, columns, start, weighted } = run;
  if (hand === null || weighted) return null;
  const { inners, slopes, outer, components } = hand;
  const parts = {
    parameters: model.free,
    prediction: model.prediction,
    response: model.response,
    columns,
    points: checkPoints(start),
  };
  const trial = components === null ? wholeTrial(run, parts) : trialOf(parts, rowsOf(run), inners);
  if (trial === null) return null;
  const values = components === null ? measured(hand, parts.points) : components.map(trial.judge.values);
  if (values === null) return null;
  return repairsOf(
    { components, values, inners, response: model.response, outer, slopes, parts: ingredients(model.prediction, slopes, inners) },
    trial,
  );
}

const rowsOf = ({ columns, rows }: DiagnosedRun): number => columns.values().next().value?.length ?? rows;

function wholeTrial(run: DiagnosedRun, parts: Omit<Parameters<typeof rowSample>[0], 'groups'>): Trial | null {
  const rows = rowsOf(run);
  if (rows > MOST_ROWS_OF_FUNCTION) return null;
  const judge: RowSample = rowSample({ ...parts, groups: [Array.from({ length: rows }, (_, i) => i)] });
  return { screen: judge, judge };
}

/** Per component its values at the points. */
function measured({ evaluate, inners }: HandWritten, points: readonly Float64Array[]): Float64Array[] | null {
  const answers = evaluate({ points, want: 'gradient' });
  if (answers.some(({ gradient }) => gradient === undefined || !gradient.every(Number.isFinite))) return null;
  return inners.map((_, j) => Float64Array.from(answers, ({ gradient }) => gradient?.[j] as number));
}

/** A repair as evidence: plain data, expressions as text. */
export function repairEvidence(repair: Repair, hand: HandWritten, names: readonly string[]): Readonly<Record<string, Evidence>> {
  const text = (e: Parameters<HandWritten['print']>[0] | null): string | null => (e === null ? null : hand.print(e));
  switch (repair.kind) {
    case 'sign':
      return { kind: 'sign', replace: text(repair.reversed) };
    case 'factor':
    case 'sum':
      return { kind: repair.kind, factor: repair.multiple.c, timesRows: repair.multiple.sum };
    case 'swapped':
    case 'other-parameter':
      return { kind: repair.kind, parameter: names[repair.other] as string };
    default: {
      const { kind, replace, by, component, at } = repair.edit;
      return {
        kind,
        at: repair.ofResidual ? 'residual' : (at?.role ?? 'everywhere'),
        replace: text(replace),
        by: text(by()),
        component: hand.components === null ? null : hand.print(arrange(component())),
      };
    }
  }
}
