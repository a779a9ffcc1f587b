// The sum of doubles in WebAssembly with eight accumulators of two lanes: bounded by the memory, not by the adder.

const varying = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varying(value >> 7)]);
const section = (id, bytes) => [id, ...varying(bytes.length), ...bytes];
const text = (word) => [word.length, ...[...word].map((letter) => letter.charCodeAt(0))];
const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const LANES = [0, 1, 2, 3, 4, 5, 6, 7];
const ADD = [0xfd, 0xf0, 0x01]; // f64x2.add

/** (address, end) → sum of the doubles between; both multiples of 128 bytes. */
const BODY = [
  ...[1, 8, 0x7b], // eight v128 locals: 2 … 9
  ...[0x02, 0x40, 0x03, 0x40], // block, loop
  ...get(0),
  ...get(1),
  ...[0x4f, 0x0d, 1], // i32.ge_u, br_if
  ...LANES.flatMap((k) => [...get(2 + k), ...get(0), 0xfd, 0x00, 4, ...varying(16 * k), ...ADD, ...set(2 + k)]),
  ...get(0),
  ...[0x41, ...[0x80, 0x01], 0x6a], // i32.const 128, i32.add
  ...set(0),
  ...[0x0c, 0, 0x0b, 0x0b], // br, end, end
  ...LANES.slice(1).flatMap((k) => [...get(2), ...get(2 + k), ...ADD, ...set(2)]),
  ...[...get(2), 0xfd, 0x21, 0, ...get(2), 0xfd, 0x21, 1, 0xa0], // the two lanes, f64.add
  0x0b,
];

const MODULE = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 1, 0x7c]),
  ...section(2, [1, ...text('m'), ...text('m'), 2, 0, 0]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('sum'), 0, 0]),
  ...section(10, [1, ...varying(BODY.length), ...BODY]),
]);

const MOST_BYTES = 65536 * 65536;

/** @returns `room`, which makes zeroed arrays in one memory, and `sum`, over all of them; null where they do not fit into 4 GiB. */
export function summing(rows, count) {
  const stride = Math.ceil(rows / 16) * 128;
  if (stride * count > MOST_BYTES - 65536) return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((stride * count) / 65536) });
  const { sum } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { m: { m: memory } }).exports;
  let used = 0;
  return {
    room: (length) => {
      const out = new Float64Array(memory.buffer, used, length);
      used += stride;
      return out;
    },
    sum: () => sum(0, stride * count),
  };
}
