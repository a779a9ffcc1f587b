import { type Fields, field, fieldsOf, textField, textOrNull } from './fields.js';
import type { Output } from './notebook.js';

/**
 * Outputs of any format, streams in succession joined as Jupyter shows them. What is of no known type, or has nothing in it, is passed over.
 */
export function readOutputs(values: readonly unknown[]): readonly Output[] {
  const outputs: Output[] = [];
  for (const [i, value] of values.entries()) {
    const output = readOutput(fieldsOf(value), i + 1);
    const last = outputs.at(-1);
    if (output?.kind === 'stream' && last?.kind === 'stream' && last.name === output.name)
      outputs[outputs.length - 1] = { ...last, text: last.text + output.text };
    else if (output !== null) outputs.push(output);
  }
  return outputs;
}

function readOutput(output: Fields, number: number): Output | null {
  const type = field(output, 'output_type');
  if (type === 'stream') {
    const name = field(output, 'name') ?? field(output, 'stream');
    const text = textField(output, 'text');
    return text === null ? null : { kind: 'stream', number, name: name === 'stderr' ? 'stderr' : 'stdout', text };
  }
  if (type === 'error' || type === 'pyerr') return { kind: 'error', number, text: errorText(output) };
  if (type !== 'display_data' && type !== 'execute_result' && type !== 'pyout' && type !== 'update_display_data') return null;
  const data = fieldsOf(field(output, 'data'));
  const metadata = fieldsOf(field(output, 'metadata'));
  return { kind: 'data', number, data: Object.keys(data).length > 0 ? data : oldData(output), metadata };
}

/** Keys of formats 2 and 3, beside the type. */
const OLD_TYPES: Readonly<Record<string, string>> = {
  text: 'text/plain',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  latex: 'text/latex',
  javascript: 'application/javascript',
  json: 'application/json',
  pdf: 'application/pdf',
  markdown: 'text/markdown',
};

function oldData(output: Fields): Fields {
  const data: Record<string, unknown> = {};
  for (const [key, type] of Object.entries(OLD_TYPES)) {
    const value = field(output, key);
    if (value !== undefined) data[type] = value;
  }
  return data;
}

/** VS Code writes links into tracebacks. */
const VSCODE_LINK = /<a href='vscode-notebook-cell:[^'\n]*'>([^<\n]*)<\/a>/g;

/** The traceback, else the error's name and words. */
function errorText(output: Fields): string {
  const traceback = field(output, 'traceback');
  const lines = Array.isArray(traceback) ? traceback.filter((line) => typeof line === 'string') : [];
  if (lines.join('').trim() !== '') return lines.join('\n').replace(VSCODE_LINK, '$1');
  const [name, words] = [textOrNull(field(output, 'ename')) ?? 'Error', textOrNull(field(output, 'evalue')) ?? ''];
  return words === '' ? name : `${name}: ${words}`;
}
