import type { Part } from '../post.js';
import type { CellContext } from './cell-context.js';
import { codeLanguage, codeText } from './code-text.js';
import { field } from './fields.js';
import { htmlParts } from './html-parts.js';
import { outputParts } from './output-parts.js';
import { texOf } from './tex-of.js';
import { visibleOf } from './visible.js';

/** The parts of a cell, in its order. @throws DownhillError for pictures that cannot be shown, with cell and output. */
export async function cellParts(context: CellContext): Promise<readonly Part[]> {
  const { cell } = context;
  if (visibleOf(cell).outputs === 'hidden' && visibleOf(cell).code === 'hidden') return [];
  if (cell.kind === 'markdown') return cell.source.trim() === '' ? [] : [await context.prose(cell.source)];
  return cell.kind === 'raw' ? rawParts(context) : codeParts(context);
}

async function codeParts(context: CellContext): Promise<readonly Part[]> {
  const { cell, region, lang } = context;
  const visible = visibleOf(cell);
  const value = codeText(cell.source).replace(/(?<!\n)\n+$/, '');
  const language = codeLanguage(cell.source, cell.language, context.language);
  const parts: Part[] = [];
  if (value.trim() !== '' && visible.code === 'shown') parts.push({ kind: 'code', region, language, value });
  if (value.trim() !== '' && visible.code === 'folded')
    parts.push({ kind: 'details', region, summary: { en: 'Code', ko: '코드' }[lang], language, value });
  if (visible.outputs !== 'hidden') for (const output of cell.outputs) parts.push(...(await outputParts(output, context)));
  const folded =
    visible.outputs === 'folded'
      ? parts.map(
          (part): Part =>
            part.kind === 'text'
              ? { kind: 'details', region, summary: { en: 'Output', ko: '출력' }[lang], language: null, value: part.value }
              : part,
        )
      : parts;
  return namedApart(folded, region);
}

/** Parts of one name stand together: what follows prose of an output is a region of its own. */
function namedApart(parts: readonly Part[], region: string): readonly Part[] {
  let count = 1;
  return parts.map((part, i) => {
    if (part.kind === 'prose') return part;
    if (parts[i - 1]?.kind === 'prose' && i > 1) count++;
    return count === 1 ? part : { ...part, region: `${region}-part${count}` };
  });
}

/** Raw cells say for whom they are; for all others than readers of a page they are not shown. */
async function rawParts(context: CellContext): Promise<readonly Part[]> {
  const { cell, place, region, prose, reader } = context;
  const said = field(cell.metadata, 'format') ?? field(cell.metadata, 'raw_mimetype');
  const format = typeof said === 'string' ? said.toLowerCase() : '';
  if (cell.source.trim() === '') return [];
  if (format === 'text/markdown' || format === 'markdown') return [await prose(cell.source)];
  if (format === 'text/html' || format === 'html') {
    const parts = await htmlParts(cell.source, { ...context, data: {} });
    if (parts.length > 0) return parts;
  }
  const tex = format === 'text/latex' || format === 'latex' ? texOf(cell.source) : null;
  if (tex !== null) return [{ kind: 'math', region, tex }];
  reader.note({
    code: 'raw-cell-left-out',
    severity: 'note',
    place,
    message: {
      en: `a raw cell${format === '' ? '' : ` for ${format}`} was left out`,
      ko: `${format === '' ? '' : `${format}용 `}raw 셀은 글에서 뺐습니다`,
    },
  });
  return [];
}
