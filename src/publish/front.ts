import type { DownhillError } from '../base/errors.js';
import { withParticle } from '../base/particle.js';
import { LANGUAGES, type Lang } from '../base/text.js';
import { SourceText } from '../experiment/source-text.js';
import { mendYaml } from './front/mend-yaml.js';
import { type FrontValues, readToml, readYaml, tomlAsYaml } from './front/values.js';
import type { Note } from './note.js';

/** The front matter of a document, apart from what its text says. */
export interface FrontHead {
  /** YAML to the character, without its lines `---`; mended where it could not be read as it was; null where there is none. */
  readonly text: string | null;
  readonly values: FrontValues;
  /** Characters of the document up to its text: byte order mark, both lines, and what is between them. */
  readonly length: number;
  /** What `lang:` says, where downhill speaks it. */
  readonly lang: Lang | null;
}

/** A byte order mark, `---` and YAML up to `---` or `...`, or `+++` and TOML up to `+++`. */
const YAML = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$(?![\s\S]))/m;
const TOML = /^\uFEFF?\+\+\+[ \t]*(?:\r\n|\n|\r)([\s\S]*?)^\+\+\+[ \t]*(?:\r\n|\n|\r|$(?![\s\S]))/m;

/** `---` and right below it a key: no rule between paragraphs. */
const OPEN = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)(?:title|date|layout|categories|tags|lang|slug|draft)[ \t]*:/;

/**
 * Reads the front matter on top of a document. YAML that cannot be read (`title: a: b`) is mended line by line, as its author meant it, with a note;
 * TOML becomes YAML. One without an end is text, with a note. Dates stay texts: no time zone of the machine gets in.
 * @param source the document's name, for messages.
 * @throws DownhillError `front-matter-broken` with its line for what cannot be mended.
 */
export function readFront(text: string, source: string, note: (note: Note) => void): FrontHead {
  const toml = TOML.exec(text);
  if (toml?.index === 0) return readTomlFront(toml, new SourceText(text, source));
  const yaml = YAML.exec(text);
  if (yaml?.index !== 0 && OPEN.test(text)) note(openNote(`${source}:1:1`));
  if (yaml?.index !== 0) return { text: null, values: {}, length: text.startsWith('\uFEFF') ? 1 : 0, lang: null };
  const [all, body = ''] = yaml;
  const start = all.indexOf(body, all.indexOf('---') + 3);
  const read = readYaml(body);
  if ('values' in read) {
    // Two lines with a sentence between them are two rules.
    if (read.values === null) return { text: null, values: {}, length: 0, lang: null };
    return { text: body, values: read.values, length: all.length, lang: languageOf(read.values) };
  }
  const written = new SourceText(text, source);
  const mended = mendYaml(body);
  const again = mended === null ? null : readYaml(mended.text);
  if (mended === null || again === null || !('values' in again) || again.values === null)
    throw broken(written, start + read.offset, read.message);
  for (const line of mended.lines) note(mendedNote(line, written.place(start + line.offset)));
  return { text: mended.text, values: again.values, length: all.length, lang: languageOf(again.values) };
}

function readTomlFront([all, body = '']: RegExpExecArray, source: SourceText): FrontHead {
  const read = readToml(body);
  if (!('values' in read)) throw broken(source, all.indexOf('+++') + 4 + read.offset, read.message);
  return { text: tomlAsYaml(read.values), values: read.values, length: all.length, lang: languageOf(read.values) };
}

const broken = (source: SourceText, offset: number, reason: string): DownhillError =>
  source.error(
    {
      code: 'front-matter-broken',
      message: `the front matter cannot be read: ${reason}`,
      advice: 'write one "key: value" a line, and put quotes around a value that holds a colon',
    },
    offset,
    offset + 1,
  );

const mendedNote = ({ before, after }: { readonly before: string; readonly after: string }, place: string): Note => ({
  code: 'front-matter-mended',
  severity: 'warning',
  place,
  message: {
    en: `"${before}" is not valid YAML, a site would lose the whole front matter; published as ${after}`,
    ko: `"${before}" 줄은 올바른 YAML이 아니어서 사이트가 머리말 전체를 잃게 됩니다. ${withParticle(after, '으로/로')} 고쳐서 발행합니다`,
  },
  advice: { en: 'put quotes around the value in the document too', ko: '원본 문서에서도 값을 따옴표로 감싸 주세요' },
});

const openNote = (place: string): Note => ({
  code: 'front-matter-open',
  severity: 'warning',
  place,
  message: {
    en: 'the front matter has no end, so it is shown as text of the post',
    ko: '머리말(front matter)이 닫히지 않아 글의 본문으로 보입니다',
  },
  advice: { en: 'write a line --- below its last key', ko: '마지막 항목 아래 줄에 ---를 쓰세요' },
});

/** `ko`, and `ko-KR` as well; a language that downhill does not speak is none. */
function languageOf(values: FrontValues): Lang | null {
  const primary = String(values.lang ?? '')
    .toLowerCase()
    .split(/[-_]/)[0];
  return LANGUAGES.find((known) => known === primary) ?? null;
}
