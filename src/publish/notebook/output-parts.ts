import type { Part } from '../post.js';
import type { CellContext } from './cell-context.js';
import { cutText, MOST_OUTPUT } from './cut-text.js';
import { textField } from './fields.js';
import { FORMS } from './forms.js';
import type { Output } from './notebook.js';
import { tellOfMedia } from './tell-of-media.js';
import { terminalText } from './terminal-text.js';

/**
 * What an output shows: text as a terminal shows it, or the first of its forms that a post can carry. Programs never get in; what only they could show is told.
 * @throws DownhillError for pictures that are damaged, with cell and output.
 */
export async function outputParts(output: Output, context: CellContext): Promise<readonly Part[]> {
  if (output.kind === 'stream')
    return textParts(output.text, output.name === 'stderr' && TROUBLE.test(output.text) ? 'warning' : 'output', context);
  if (output.kind === 'error') return textParts(output.text, 'error', context);
  const { data, metadata, number } = output;
  const place = `${context.place}, output ${number}`;
  const told = tellOfMedia(data, place, context);
  for (const { types, parts } of FORMS)
    for (const type of types) {
      const value = textField(data, type);
      if (value === null || value.trim() === '') continue;
      const made = await parts(value, { ...context, place, type, data, metadata });
      if (made.length > 0) {
        if (!told) tellOfPrograms(Object.keys(data), place, context, type !== 'text/plain');
        return made;
      }
    }
  if (!told) tellOfPrograms(Object.keys(data), place, context, false);
  return [];
}

/** Progress goes to stderr too; this is what is worth a colour. */
const TROUBLE = /\b(?:\w*warn(?:ing)?|error|exception|traceback|fatal|deprecated)\b/i;

/** Far more than is shown: a program that wrote 200 MB is not followed to the end. */
const MOST_READ = 50 * MOST_OUTPUT;

export function textParts(
  written: string,
  tone: 'output' | 'warning' | 'error',
  { region, lang, place, reader }: Pick<CellContext, 'region' | 'lang' | 'place' | 'reader'>,
): Part[] {
  const read = terminalText(cutText(written, lang, MOST_READ));
  const value = cutText(read, lang).replace(/^\n+/, '').trimEnd();
  if (written.length > MOST_READ || read.length > MOST_OUTPUT)
    reader.note({
      code: 'output-cut',
      severity: 'warning',
      place,
      message: {
        en: `the output has ${written.length} characters; the post shows its beginning and its end`,
        ko: `출력이 ${written.length}자나 되어 글에는 앞부분과 끝부분만 넣었습니다`,
      },
    });
  return value === '' ? [] : [{ kind: 'text', region, value, tone }];
}

/** Types of output that only run in a notebook, and what they are called. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/^application\/vnd\.plotly/, 'Plotly'],
  [/^application\/vnd\.jupyter\.widget/, 'ipywidgets'],
  [/^application\/vnd\.vega(?:lite)?/, 'Vega'],
  [/^application\/vnd\.bokehjs/, 'Bokeh'],
  [/^application\/vnd\.holoviews/, 'HoloViews'],
  [/^(?:application|text)\/javascript$/, 'JavaScript'],
];

function tellOfPrograms(types: readonly string[], place: string, { reader }: CellContext, shown: boolean): void {
  const found = PROGRAMS.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1];
  if (found === undefined && (shown || !types.includes('text/html'))) return;
  const name = found ?? 'HTML';
  const still = name === 'JavaScript' || name === 'HTML' || name === 'ipywidgets';
  reader.note({
    code: 'output-not-run',
    severity: shown ? 'note' : 'warning',
    place,
    message: shown
      ? {
          en: `an output of ${name} only moves in a notebook; the post shows it as a still`,
          ko: `${name} 출력은 노트북에서만 움직이므로 글에는 멈춘 모습으로 넣었습니다`,
        }
      : {
          en: `an output of ${name} only works in a notebook and is not shown as such`,
          ko: `${name} 출력은 노트북에서만 동작하므로 글에 그대로 보이지 않습니다`,
        },
    ...(still
      ? {}
      : { advice: { en: 'let the notebook keep a PNG of the figure as well', ko: '노트북에 그림을 PNG로도 남겨 두세요' } }),
  });
}
