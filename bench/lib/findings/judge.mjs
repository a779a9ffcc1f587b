// Runs cases and holds what downhill says against what must, may and must not be said.
import { stream } from './random.mjs';

/** Codes of severity error or warning must be expected; notes may be there. A `must` that is a list is met by one of its codes. */
export async function judged(kind, seed, fitted, known) {
  const draw = stream(kind.name, seed);
  const made = await kind.make(draw);
  const must = made.must ?? kind.must ?? [];
  const may = [...(made.may ?? kind.may ?? [])];
  if (!must.every((code) => [code].flat().some((one) => known.has(one)))) return null;
  const began = process.cpuUsage();
  const result = await fitted(made);
  const { user, system } = process.cpuUsage(began);
  const said = result.findings.map(({ code }) => code);
  const grave = result.findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
  const expected = new Set([...must.flat(), ...may]);
  const missed = must.filter((code) => ![code].flat().some((one) => said.includes(one)));
  const unexpected = [
    ...new Set([
      ...grave.filter((code) => !expected.has(code)),
      ...(made.mustNot ?? kind.mustNot ?? []).filter((code) => said.includes(code)),
    ]),
  ];
  const wrong = missed.length > 0 ? null : (made.check?.(result) ?? null);
  return {
    kind: kind.name,
    sort: kind.sort,
    seed,
    must,
    said,
    missed,
    unexpected,
    wrong,
    right: missed.length === 0 && unexpected.length === 0 && wrong === null,
    outcome: result.outcome,
    cpu: (user + system) / 1000,
  };
}
