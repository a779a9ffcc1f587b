// Whether a peer has computed what the loop by hand has.

/** What a float64 and a float32 peer may differ by, relative to the size of loss, of mean absolute error and of the gradient each. */
const TOLERANCE = { float64: 1e-10, float32: 1e-3 };

/**
 * @param references values that the first who computed them left: of the loop by hand, and of the sum; filled here.
 * @returns null where they agree, or { text, wrong }. float32 sums of many rows are known to drift: such a peer is not timed, but it is no error of the benchmark.
 */
export function check(kind, peer, work, values, references) {
  const what = peer === 'memory-sum' ? 'sum' : 'loop';
  if (peer === 'js' || what === 'sum') references[what] ??= values;
  const reference = references[what];
  if (reference === undefined) return { text: 'has nothing to be compared with', wrong: true };
  const single = kind === 'tfjs';
  const allowed = TOLERANCE[single ? 'float32' : 'float64'];
  const off = peer === 'scipy' ? above(values, reference) : difference(values, reference, groupsOf(what, work, reference));
  return off <= allowed
    ? null
    : { text: `computes something else: differs by ${off.toExponential(1)}, more than ${allowed}`, wrong: !single };
}

/** An epoch is [loss, MAE, ...gradient], a run [...parameters, loss]. */
function groupsOf(what, work, { length }) {
  if (what === 'sum') return [[0, 1]];
  const bounds = work === 'epoch' ? [0, 1, 2, length] : [0, length - 1, length];
  return bounds.slice(1).map((end, k) => [bounds[k], end]);
}

/** The largest difference of a group, relative to its largest value; NaN where a value is missing. */
function difference(values, reference, groups) {
  if (values.length !== reference.length) return Number.NaN;
  const largest = (list) => list.reduce((most, value) => (Number.isNaN(value) ? value : Math.max(most, Math.abs(value))), 0);
  const relative = groups.map(
    ([from, to]) =>
      largest(values.slice(from, to).map((value, j) => (value ?? Number.NaN) - reference[from + j])) /
      largest(reference.slice(from, to)),
  );
  return largest(relative);
}

/** scipy goes another way to the same minimum: its loss is only not above that of the run's end. */
const above = (values, reference) => Math.max(0, values.at(-1) / reference.at(-1) - 1);
