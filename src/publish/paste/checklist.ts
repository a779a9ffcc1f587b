import type { Lang, Text } from '../../base/text.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { tableMarkdown } from '../render/table.js';
import { type Pasted, STEPS, type Step } from './checklist-steps.js';

/** How a post comes into Velog, Tistory and Medium, with what each of them cannot take, and where every picture belongs. Markdown with boxes to tick. */
export function checklist(pasted: Pasted, lang: Lang): string {
  const steps = (site: Step['site']): string =>
    STEPS.filter((step) => step.site === site && (step.when?.(pasted) ?? true))
      .map(({ text }) => `- [ ] ${text(pasted)[lang]}`)
      .join('\n');
  const rows = pasted.pictures.map(({ number, name, below, alt }) => [String(number), name, below, alt]);
  const blocks = [
    `# ${HEAD[lang]}: ${escapeMarkdown(pasted.title)}`,
    steps('first'),
    ...SITES.flatMap(({ site, title }) => [`## ${title[lang]}`, steps(site)]),
    ...(rows.length === 0
      ? []
      : [
          `## ${PICTURES[lang]}`,
          tableMarkdown({ head: COLUMNS.map((column) => column[lang]), align: ['right', 'left', 'left', 'left'], rows }),
        ]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const SITES: readonly { readonly site: Step['site']; readonly title: Text }[] = [
  { site: 'Velog', title: { en: 'Velog', ko: 'Velog' } },
  { site: 'Tistory', title: { en: 'Tistory', ko: '티스토리' } },
  { site: 'Medium', title: { en: 'Medium', ko: 'Medium' } },
];
const HEAD: Text = { en: 'Checklist for pasting', ko: '붙여 넣기 확인표' };
const PICTURES: Text = { en: 'Pictures', ko: '그림' };
const COLUMNS: readonly Text[] = [
  { en: 'Number', ko: '순서' },
  { en: 'File', ko: '파일' },
  { en: 'Below the heading', ko: '어느 제목 아래' },
  { en: 'Alternative text', ko: '대체 텍스트' },
];
