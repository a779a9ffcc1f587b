/**
 * JSON with two blanks of indentation, lists of numbers and texts on one line, and −0 as `-0`, which `JSON.stringify` turns into 0: all numbers
 * read back to the same bits. `undefined` is left out; numbers that JSON does not know are `null`.
 */
export function jsonText(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (Object.is(value, -0)) return '-0';
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => item === null || typeof item !== 'object')) {
      const line = `[${value.map((item) => write(item, '')).join(', ')}]`;
      if (line.length <= 120) return line;
    }
    return `[\n${value.map((item) => deeper + write(item, deeper)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${write(item, deeper)}`).join(',\n')}\n${indent}}`;
}
