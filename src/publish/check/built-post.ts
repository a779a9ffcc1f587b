import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import type { Note } from '../note.js';
import type { BuiltPage } from './built-page.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { codeStretches, stretchAt } from './code-stretches.js';
import { fencedCode } from './fenced-code.js';
import { placeOf } from './place-of.js';
import { inRoot } from './reference-notes.js';

/** What a post's page does not show as its source has it. */
export function builtPostNotes(site: CheckedSite, post: CheckedPost, page: BuiltPage): Note[] {
  const path = inRoot(site, post.path);
  const note = (code: string, at: number | null, message: Text, severity: Note['severity'] = 'error'): Note => ({
    code,
    severity,
    place: at === null ? path : placeOf(path, post.text, at),
    message,
  });
  const notes: Note[] = [];
  if (page.title === '' && !post.path.endsWith('.html'))
    notes.push(note('title-missing', null, { en: 'its page has no <title>', ko: '페이지에 <title>이 없습니다' }, 'warning'));
  const left = templateLeft(site, post, page.text);
  if (left !== null)
    notes.push(
      note('template-left', null, {
        en: `its page shows a template: ${left}`,
        ko: `페이지에 템플릿 코드가 그대로 보입니다: ${left}`,
      }),
    );
  const shown = page.code.map(ended);
  for (const { start, value } of fencedCode(post)) {
    const at = shown.indexOf(ended(value));
    if (at >= 0) shown.splice(at, 1);
    else
      notes.push(
        note('code-differs', start, { en: 'this code is not shown as it is written', ko: '이 코드가 쓴 그대로 보이지 않습니다' }),
      );
  }
  notes.push(...formulaNotes(post, page).map(({ at, message }) => note('formula-damaged', at, message, 'warning')));
  return notes;
}

/** A template that was not run. What an author escaped is meant to be seen, and so are braces in maths, and all of them but shortcodes in Hugo. */
function templateLeft({ templates }: CheckedSite, { text, templated }: CheckedPost, shown: string): string | null {
  if (templates === null || !templated || templates.escaped.test(text)) return null;
  const maths = codeStretches(shown).filter((stretch) => stretch.kind === 'math');
  for (const { 0: found, index } of shown.matchAll(templates.left)) if (stretchAt(maths, index) === null) return found;
  return null;
}

/** Highlighters and themes differ in the empty lines around code, and in nothing else. */
const ended = (code: string): string => code.replace(/^\n+/, '').trimEnd();

/** Formulas that a script draws must reach the page to the character: `$a_1*b_1$` does not, `$|x|$` becomes a table. */
function formulaNotes(post: CheckedPost, page: BuiltPage): { at: number; message: Text }[] {
  const formulas = codeStretches(post.text, post.bodyStart).filter(({ kind }) => kind === 'math');
  const drawn = (post.text.slice(post.bodyStart).match(/<math[\s>]/g) ?? []).length;
  if (drawn > page.formulas)
    return [
      {
        at: post.bodyStart,
        message: {
          en: `${drawn} formulas in the post, ${page.formulas} on its page`,
          ko: `글에는 수식이 ${drawn}개인데 페이지에는 ${page.formulas}개입니다`,
        },
      },
    ];
  // Drawn while the site was built: how their TeX was written cannot be seen any more.
  if (page.formulas - drawn >= formulas.length) return [];
  const seen = [page.text, ...page.annotations].map(plain).join('\n');
  return formulas.flatMap(({ start, end }) => {
    const written = post.text.slice(start, end);
    const tex = plain(written.replace(/^(?:\$\$?|\\\\?[([])|(?:\$\$?|\\\\?[)\]])$/g, '').replace(/\{\{ ?"(\{+)" ?\}\}/g, '$1'));
    if (seen.includes(tex)) return [];
    const short = written.length > 40 ? `${written.slice(0, 37)}…` : written;
    return [
      {
        at: start,
        message: {
          en: `the formula ${short} does not reach the page as it is written: Markdown took part of it for itself`,
          ko: `수식 ${withParticle(short, '이/가')} 쓴 그대로 페이지에 나오지 않습니다. Markdown이 일부를 문법으로 처리했습니다`,
        },
      },
    ];
  });
}

const plain = (text: string): string => text.replace(/\s+/g, '');
