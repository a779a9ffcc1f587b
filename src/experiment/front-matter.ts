import { LANGUAGES, type Lang } from '../base/text.js';
import type { SourceText } from './source-text.js';
import { parseYaml } from './yaml-block.js';

/** What stands between the two `---` lines on top of a document. */
export interface FrontMatter {
  readonly lang?: Lang;
  readonly title?: string;
  /** All of it. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Length of the front matter with both lines, in characters; 0 where there is none. */
  readonly length: number;
}

/** @throws DownhillError where it is not YAML, or its language is one that downhill does not speak. */
export function readFrontMatter(source: SourceText): FrontMatter {
  const found = /^\uFEFF?(---[ \t]*\r?\n)((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(source.text);
  if (found === null) return { values: {}, length: 0 };
  const body = found[2] as string;
  const start = found[0].indexOf(found[1] as string) + (found[1] as string).length;
  const yaml = parseYaml(body);
  if ('issue' in yaml) {
    const issue = { ...yaml.issue, message: `the front matter cannot be read: ${yaml.issue.message}` };
    throw source.error(issue, start + issue.start, start + issue.end);
  }
  const values = typeof yaml.value === 'object' && yaml.value !== null ? (yaml.value as Record<string, unknown>) : {};
  const { title } = values;
  const lang = language(values.lang);
  if (lang === 'unknown') {
    const at = yaml.locate(['lang'], 'value');
    throw source.error(
      {
        code: 'lang-unknown',
        message: `lang must be ${LANGUAGES.join(' or ')}, got ${String(values.lang)}`,
        advice: 'leave it out for English',
      },
      start + at.start,
      start + at.end,
    );
  }
  return { ...(lang === null ? {} : { lang }), ...(typeof title === 'string' ? { title } : {}), values, length: found[0].length };
}

/** `ko`, and `ko-KR` as well. */
function language(value: unknown): Lang | 'unknown' | null {
  if (value === undefined || value === null) return null;
  const primary = String(value).toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((known) => known === primary) ?? 'unknown';
}
