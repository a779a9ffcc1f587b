/**
 * Plain data as JSON text that reads back to the same bits: NaN, ±∞, −0 and typed arrays, which JSON itself would lose.
 * Everything else is as in JSON, keys in their order.
 *
 * @param value nested objects and arrays of numbers, strings, booleans, null, Float64Array and Uint32Array; members that are undefined
 * are left out. @throws TypeError for functions and other things that are no plain data, and for keys that begin with `$`.
 *
 * @example thaw(freeze({ point: Float64Array.of(-0, 1) })) // { point: Float64Array [-0, 1] }
 */
export function freeze(value: unknown): string {
  return JSON.stringify(encode(value));
}

/** What {@link freeze} wrote. @throws SyntaxError for text that is no JSON. */
export function thaw(text: string): unknown {
  return decode(JSON.parse(text));
}

const NUMBER = '$number';
const FLOATS = '$float64';
const WORDS = '$uint32';

function encode(value: unknown): unknown {
  if (typeof value === 'number') return special(value) ? { [NUMBER]: word(value) } : value;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Float64Array) return { [FLOATS]: Array.from(value, (x) => (special(x) ? word(x) : x)) };
  if (value instanceof Uint32Array) return { [WORDS]: Array.from(value) };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => {
          if (key.startsWith('$'))
            throw new TypeError(`cannot freeze the key "${key}": keys that begin with $ mark typed arrays`);
          return [key, encode(member)];
        }),
    );
  throw new TypeError(`cannot freeze a ${typeof value}: it is no plain data`);
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  const members = value as Record<string, unknown>;
  if (NUMBER in members) return Number(members[NUMBER]);
  if (FLOATS in members) return Float64Array.from(members[FLOATS] as (number | string)[], Number);
  if (WORDS in members) return Uint32Array.from(members[WORDS] as number[]);
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, decode(member)]));
}

const special = (x: number): boolean => !Number.isFinite(x) || Object.is(x, -0);
const word = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));
