/** An object of somebody's JSON. Only its own keys count: `__proto__` and `constructor` are names like others. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze(Object.create(null));

/** The value as an object; an empty one for what is none. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;

export const field = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A key within a key. */
export const within = (fields: Fields, ...path: readonly string[]): unknown => {
  let value: unknown = fields;
  for (const name of path) value = field(fieldsOf(value), name);
  return value;
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text as notebooks keep it: one string, or its lines. null for what is neither. */
export function textOrNull(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) return value.join('');
  return null;
}

export const textField = (fields: Fields, name: string): string | null => textOrNull(field(fields, name));
