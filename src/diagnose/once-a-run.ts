import type { DiagnosedRun } from './diagnosis.js';

/** What is made of a run once, and then known: several findings ask for it. */
export function onceARun<Made>(make: (run: DiagnosedRun) => Made): (run: DiagnosedRun) => Made {
  const known = new WeakMap<DiagnosedRun, { readonly made: Made }>();
  return (run) => {
    const before = known.get(run);
    if (before !== undefined) return before.made;
    const made = make(run);
    known.set(run, { made });
    return made;
  };
}
