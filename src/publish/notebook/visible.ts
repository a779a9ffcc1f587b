import { field, listOf, within } from './fields.js';
import type { Cell } from './notebook.js';

export interface Visible {
  readonly code: 'shown' | 'folded' | 'hidden';
  readonly outputs: 'shown' | 'folded' | 'hidden';
}

/**
 * What a cell shows: by its tags as nbconvert and Jupyter Book read them (`remove_cell`, `remove-input`, `hide-output`, with `_` or `-`; `hide_input` of nbextensions and
 * fastpages hides, Jupyter Book's `hide-input` folds), by the switches of JupyterLab, VS Code and format 3, and by the first lines of Quarto and nbdev (`#| echo: false`, `#hide`).
 */
export function visibleOf(cell: Cell): Visible {
  const { metadata } = cell;
  const tags = new Set(listOf(field(metadata, 'tags')).filter((tag) => typeof tag === 'string'));
  const options = optionsOf(cell);
  const tagged = (what: string): boolean =>
    [`remove_${what}`, `remove-${what}`, `hide_${what}`, `exclude_${what}`].some((tag) => tags.has(tag));
  const all = tagged('cell') || tags.has('hide') || tags.has('remove') || options.has('include: false') || options.has('hide');
  if (all) return { code: 'hidden', outputs: 'hidden' };
  const lab = (name: string): boolean => within(metadata, 'jupyter', name) === true;
  const noCode =
    tagged('input') ||
    tagged('code') ||
    field(metadata, 'hide_input') === true ||
    options.has('echo: false') ||
    options.has('hide_input');
  const noOutputs = tagged('output') || options.has('output: false') || options.has('eval: false') || options.has('hide_output');
  const folded =
    tags.has('hide-input') ||
    tags.has('hide-cell') ||
    lab('source_hidden') ||
    options.has('code-fold: true') ||
    options.has('collapse');
  const away = tags.has('hide-output') || tags.has('hide-cell') || lab('outputs_hidden') || field(metadata, 'collapsed') === true;
  return { code: noCode ? 'hidden' : folded ? 'folded' : 'shown', outputs: noOutputs ? 'hidden' : away ? 'folded' : 'shown' };
}

/** Words of the comments at a cell's start: `#| echo: false`, `#hide_input`, `# hide`. */
function optionsOf({ kind, source }: Cell): ReadonlySet<string> {
  const options = new Set<string>();
  if (kind !== 'code') return options;
  for (const whole of source.split('\n', 20)) {
    const line = whole.slice(0, 500);
    const found = /^\s*(?:#|\/\/|--)\s*(\|?)\s*(.*?)\s*$/.exec(line);
    if (found === null && line.trim() !== '') break;
    const words = (found?.[2] ?? '').toLowerCase().replaceAll('-', found?.[1] === '|' ? '-' : '_');
    if (found?.[1] === '|') options.add(words.replace(/\s*:\s*/, ': ').replace(/[_-](?=input|output)/, '_'));
    else if (/^(?:hide|hide_input|hide_output|collapse)$/.test(words)) options.add(words);
  }
  return options;
}

/** What a comment of Quarto says: `#| fig-alt: "Loss by epoch"`. */
export function commentOption({ source }: Cell, name: string): string | null {
  const found = new RegExp(`^\\s*(?:#|//|--)\\s*\\|\\s*${name}:[ \\t]*(.*?)[ \\t]*$`, 'm').exec(source.slice(0, 4000));
  const value = found?.[1]?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
  return value === '' ? null : value;
}
