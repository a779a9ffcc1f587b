import type { DiagnosedRun } from './diagnosis.js';

/** What is made of a run once, and then known: several findings ask for it. The run keeps it: what is in a weak map an engine keeps until it collects everything, the rows of the run with it. */
export function onceARun<Made, Run extends Pick<DiagnosedRun, 'made'> = DiagnosedRun>(
  make: (run: Run) => Made,
): (run: Run) => Made {
  return (run) => {
    if (run.made.has(make)) return run.made.get(make) as Made;
    const made = make(run);
    run.made.set(make, made);
    return made;
  };
}
