// What verdicts come to: per code, per kind of case, and in all.

const share = (part, whole) => (whole === 0 ? Number.NaN : part / whole);

/** Per code: cases that must have it, in how many it is said, and in how many others it is said as an error or warning. Of several codes that would do, a case is the first one's that is said. */
export function perCode(verdicts, codes) {
  return codes.map((code) => {
    const must = verdicts.filter(({ must: wanted, said }) =>
      wanted.some((one) => code === ([one].flat().find((other) => said.includes(other)) ?? [one].flat()[0])),
    );
    const right = must.filter(({ said }) => said.includes(code)).length;
    const missed = must.filter(({ missed: lacking }) => lacking.flat().includes(code)).length;
    return {
      code,
      cases: must.length,
      right,
      missed,
      false: verdicts.filter(({ unexpected }) => unexpected.includes(code)).length,
    };
  });
}

export function perKind(verdicts) {
  return [...new Set(verdicts.map(({ kind }) => kind))].map((kind) => {
    const own = verdicts.filter((verdict) => verdict.kind === kind);
    const cpu = own.reduce((sum, verdict) => sum + verdict.cpu, 0) / own.length;
    return { kind, sort: own[0].sort, cases: own.length, right: own.filter(({ right }) => right).length, cpu };
  });
}

/** Shares over all cases, and over those in which nothing may be found. */
export function overall(verdicts) {
  const quiet = verdicts.filter(({ sort }) => sort !== 'positive');
  const falsely = (list) => share(list.filter(({ unexpected }) => unexpected.length > 0).length, list.length);
  return {
    cases: verdicts.length,
    right: share(verdicts.filter(({ right }) => right).length, verdicts.length),
    false: falsely(verdicts),
    quiet: quiet.length,
    falseWhereQuiet: falsely(quiet),
  };
}

export function markdown(head, rows) {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, k) => Math.max(...cells.map((row) => row[k].length)));
  const line = (row) => `| ${row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join(' | ')} |`;
  return [
    line(head),
    `|${widths.map((width, k) => (k === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`,
    ...cells.slice(1).map(line),
  ];
}
