/**
 * A function that keeps what it made: fits of the same formula, from another start or on other data, ask for the same things again. Only for what its key decides and
 * nobody changes.
 *
 * @param most values that are kept; when there are more, all are let go of. @param make called once for a key; what it throws is not kept.
 * @param keyOf equal for equal arguments, unlike for others.
 */
export function remembered<Arguments extends readonly unknown[], Value>(
  most: number,
  keyOf: (...args: Arguments) => string,
  make: (...args: Arguments) => Value,
): (...args: Arguments) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (...args) => {
    const key = keyOf(...args);
    const known = kept.get(key);
    if (known !== undefined) return known.value;
    const value = make(...args);
    if (kept.size >= most) kept.clear();
    kept.set(key, { value });
    return value;
  };
}
