import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import { nameSays } from '../../../src/publish/front/file-name.js';
import { readDate } from '../../../src/publish/front/read-date.js';
import { type FrontHead, readFront } from '../../../src/publish/front.js';
import type { Note } from '../../../src/publish/note.js';

const notes: Note[] = [];
const front = (text: string): FrontHead => {
  notes.length = 0;
  return readFront(text, 'post.md', (note) => notes.push(note));
};

function failure(text: string): DownhillError {
  try {
    front(text);
  } catch (error) {
    if (error instanceof DownhillError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('front matter', () => {
  it('YAML between --- stays to the character, and the text begins behind it', () => {
    const text = '---\ntitle:   "a"   # so\ntags: [x, y]\n---\n# b\n';
    const head = front(text);
    expect(head.text).toBe('title:   "a"   # so\ntags: [x, y]\n');
    expect(head.values).toEqual({ title: 'a', tags: ['x', 'y'] });
    expect(text.slice(head.length)).toBe('# b\n');
    expect(notes).toEqual([]);
  });

  it('with a byte order mark, Windows line ends, and ... at the end', () => {
    const text = '\uFEFF---\r\ntitle: 가\r\n...\r\nb';
    const head = front(text);
    expect([head.text, head.values.title, text.slice(head.length)]).toEqual(['title: 가\r\n', '가', 'b']);
  });

  it('empty, and without any, and at the end of the file', () => {
    expect(front('---\n---\na')).toEqual({ text: '', values: {}, length: 8, lang: null });
    expect(front('a\n---\nb: c\n---\n')).toEqual({ text: null, values: {}, length: 0, lang: null });
    expect(front('---\na: 1\n---').values).toEqual({ a: 1 });
    expect(front('\uFEFFa').length).toBe(1);
  });

  it('two rules with a sentence between them, and one that nothing closes, are no front matter', () => {
    expect(front('---\nHello world\n---\n').text).toBe(null);
    expect(front('---\ntitle: a\n\nno end').text).toBe(null);
  });

  it('a front matter without an end is told of; a rule above a sentence is not', () => {
    front('---\ntitle: a\n\nno end');
    expect(notes.map(({ code, place }) => [code, place])).toEqual([['front-matter-open', 'post.md:1:1']]);
    front('---\nNote: a sentence');
    expect(notes).toEqual([]);
  });

  it('TOML between +++ becomes YAML with the same values', () => {
    const text = '+++\ntitle = "가: b"\ndate = 2022-07-15T21:30:00+09:00\ntags = ["x"]\nday = 2022-07-15\n[a]\nb = 1\n+++\nc';
    const head = front(text);
    expect(head.values).toEqual({
      title: '가: b',
      date: '2022-07-15T21:30:00.000+09:00',
      tags: ['x'],
      day: '2022-07-15',
      a: { b: 1 },
    });
    expect(text.slice(head.length)).toBe('c');
    expect(front(`---\n${head.text}---\n`).values).toEqual(head.values);
  });

  it('dates are texts, and numbers in titles stay as they are written', () => {
    expect(front('---\ntitle: 1.10\nslug: 007\ndate: 2022-07-15 21:30:00 +0900\nweight: 1.10\n---\n').values).toEqual({
      title: '1.10',
      slug: '007',
      date: '2022-07-15 21:30:00 +0900',
      weight: 1.1,
    });
  });

  it('a key given twice has its last value, as in Jekyll; keys may have any name', () => {
    expect(front('---\na: 1\na: 2\n__proto__: x\n---\n').values.a).toBe(2);
    expect(({} as Record<string, unknown>).x).toBe(undefined);
  });

  it('lang is one that downhill speaks, or none', () => {
    expect(['ko', 'ko-KR', 'EN', 'fr', ''].map((lang) => front(`---\nlang: ${lang}\n---\n`).lang)).toEqual([
      'ko',
      'ko',
      'en',
      null,
      null,
    ]);
  });
});

/** Front matter that Jekyll's YAML reader (Psych 4.0.3) refuses, and what Psych reads from what it is mended to. */
const MENDED: readonly (readonly [written: string, title: string, mended: string])[] = [
  ['title: a: b', 'a: b', 'title: "a: b"'],
  ['title: [Python] 기초', '[Python] 기초', 'title: "[Python] 기초"'],
  ['title: [ML/DL 1] 경사하강법: "왜"', '[ML/DL 1] 경사하강법: "왜"', 'title: "[ML/DL 1] 경사하강법: \\"왜\\""'],
  ['title: @media 쿼리', '@media 쿼리', 'title: "@media 쿼리"'],
  ['title: `code`', '`code`', 'title: "`code`"'],
  ['title: %d 서식', '%d 서식', 'title: "%d 서식"'],
  ['title: *별* 하나', '*별* 하나', 'title: "*별* 하나"'],
  ['title: "a" and "b"', 'a" and "b', 'title: "a\\" and \\"b"'],
  ["title: 'It's me'", "It's me", 'title: "It\'s me"'],
  ['title:붙여 쓴 제목', '붙여 쓴 제목', 'title: 붙여 쓴 제목'],
];

describe('front matter that is no YAML', () => {
  for (const [written, title, mended] of MENDED)
    it(`${written} → ${mended}`, () => {
      const head = front(`---\nlayout: post\n${written}\ntags:\n  - x\n---\n`);
      expect(head.values).toEqual({ layout: 'post', title, tags: ['x'] });
      expect(head.text).toBe(`layout: post\n${mended}\ntags:\n  - x\n`);
      expect(notes.map(({ code, place }) => [code, place])).toEqual([['front-matter-mended', 'post.md:3:1']]);
      expect(notes[0]?.message.ko).toContain(mended);
    });

  it('items of lists and tabs are mended too, and lines that can be read stay', () => {
    const head = front('---\ntags:\n\t- @a\n  - "x"\nsummary: >\n  a: b: c\ntitle: x: y # z\n---\n');
    expect(head.values).toEqual({ tags: ['@a', 'x'], summary: 'a: b: c\n', title: 'x: y # z' });
  });

  it('what cannot be mended is an error with its line', () => {
    const error = failure('---\ntitle: a\n{ b\n---\n');
    expect([error.code, error.place?.split(':').slice(0, 2).join(':')]).toEqual(['front-matter-broken', 'post.md:3']);
    expect(failure('+++\ntitle = a\n+++\n').place).toMatch(/^post\.md:2:/);
  });

  it('a bomb of aliases is an error', () => {
    const bomb = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(', ')
        }]`,
    );
    expect(failure(`---\n${bomb.join('\n')}\n---\n`).code).toBe('front-matter-broken');
  });
});

/** As Ruby 3.1's Time.parse reads them, but for days that do not exist, which it moves, and zones that it does not know (KST). */
const DATES: readonly (readonly [string, string | null])[] = [
  ['2022-07-15', '2022-07-15 – –'],
  ['2022-7-5', '2022-07-05 – –'],
  ['2022/07/15', '2022-07-15 – –'],
  ['2022.07.15', '2022-07-15 – –'],
  ['20220715', '2022-07-15 – –'],
  ['2022-07-15 21:30', '2022-07-15 21:30:00 –'],
  ['2022-07-15 21:30:00 +0900', '2022-07-15 21:30:00 +09:00'],
  ['2022-07-15 21:30:00 +09:00', '2022-07-15 21:30:00 +09:00'],
  ['2022-07-15 21:30:00 -0330', '2022-07-15 21:30:00 -03:30'],
  ['2022-07-15 21:30:05.123 +0900', '2022-07-15 21:30:05 +09:00'],
  ['2022-07-15T21:30:00Z', '2022-07-15 21:30:00 +00:00'],
  ['2022-07-15T21:30:00+09:00', '2022-07-15 21:30:00 +09:00'],
  ['2022-07-15 21:30:00 UTC', '2022-07-15 21:30:00 +00:00'],
  ['2022-07-15 21:30:00 KST', '2022-07-15 21:30:00 +09:00'],
  ['2022-07-15 09:30 pm', '2022-07-15 21:30:00 –'],
  ['2022-07-15 12:00 am', '2022-07-15 00:00:00 –'],
  ['July 24, 2022', '2022-07-24 – –'],
  ['24 July 2022', '2022-07-24 – –'],
  ['15-Jul-2022', '2022-07-15 – –'],
  ['Jul 24 2022 9:05 PM', '2022-07-24 21:05:00 –'],
  ['Fri, 15 Jul 2022 21:30:00 GMT', '2022-07-15 21:30:00 +00:00'],
  ['2022년 7월 24일', '2022-07-24 – –'],
  ['2024-02-29', '2024-02-29 – –'],
  ['2022-02-29', null],
  ['2022-02-30', null],
  ['2022-13-01', null],
  ['2022-07-15 24:30', null],
  ['2022-07-15 21:60', null],
  ['2022-07-15 21:30 +1500', null],
  ['2022-07-151', null],
  ['tomorrow', null],
  ['2022-07-15 or so', null],
  ['', null],
];

describe('dates', () => {
  for (const [text, meant] of DATES)
    it(`${text === '' ? 'nothing' : text} is ${meant ?? 'no date'}`, () => {
      const date = readDate(text);
      expect(date && `${date.day} ${date.time ?? '–'} ${date.offset ?? '–'}`).toBe(meant);
    });
});

describe('what a path says', () => {
  const cases: readonly (readonly [string, string | null, string])[] = [
    ['_posts/2022-07-15-경사-하강법.md', '2022-07-15', '경사-하강법'],
    ['2022-7-5-a.b.markdown', '2022-07-05', 'a.b'],
    ['2022-13-05-a.md', null, '2022-13-05-a'],
    ['drafts/Gradient Descent.ipynb', null, 'Gradient Descent'],
    ['content/posts/2022-07-15-a/index.md', '2022-07-15', 'a'],
    ['content/posts/a/index.ko.md', null, 'a'],
    ['index.md', null, 'index'],
    ['.md', null, '.md'],
  ];
  for (const [path, day, slug] of cases)
    it(`${path} is ${slug}${day === null ? '' : ` of ${day}`}`, () =>
      expect([nameSays(path).date?.day ?? null, nameSays(path).slug]).toEqual([day, slug]));
});
