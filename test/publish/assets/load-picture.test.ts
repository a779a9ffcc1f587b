import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import type { Picture } from '../../../src/publish/asset.js';
import { asciiName } from '../../../src/publish/assets/ascii-name.js';
import { assetOf } from '../../../src/publish/assets/asset-of.js';
import { loadPicture, pictureMissing } from '../../../src/publish/assets/load-picture.js';
import { pictureOfText } from '../../../src/publish/assets/picture-of-text.js';
import { base64Bytes } from '../../../src/publish/assets/reference.js';
import type { Note } from '../../../src/publish/note.js';
import { paintedPng } from '../hard-notebook.js';
import { memoryFiles } from '../memory-files.js';

const png = paintedPng(30, 20, [10, 90, 200]);
const nfd = '결과'.normalize('NFD');
const FILES = memoryFiles({
  'images/plot.png': png,
  'posts/a b (1).png': png,
  'posts/100%.png': png,
  [`posts/${nfd}.png`]: png,
  'posts/Figures/Loss.PNG': png,
  'posts/deep/x.png': png,
  'secret.txt': new TextEncoder().encode('key'),
});

const load = async (reference: string, notes: Note[] = []): Promise<string> => {
  const sources = {
    files: FILES,
    folder: 'posts',
    attachments: new Map([['name x.png', png]]),
    note: (note: Note) => void notes.push(note),
  };
  try {
    const picture = await loadPicture(reference, sources, 'what\nit shows', undefined, 'post.md:3:1');
    return typeof picture === 'string' ? picture : `${picture.asset.stem} ${picture.width}×${picture.height} ${picture.alt}`;
  } catch (error) {
    if (error instanceof DownhillError) return error.code;
    throw error;
  }
};

describe('a reference to a picture', () => {
  it('is followed as its author meant it: blanks, %20, backslashes, ?raw=true, #center, from the root, up and down', async () => {
    for (const reference of [
      'a b (1).png',
      'a%20b%20(1).png',
      './a b (1).png',
      '.\\a b (1).png',
      'a b (1).png?raw=true',
      'a b (1).png#center',
      'deep/../a b (1).png',
      '../posts/a b (1).png',
    ])
      expect([reference, await load(reference)]).toEqual([reference, 'a-b-1 30×20 what it shows']);
    for (const reference of ['/images/plot.png', '../images/plot.png', '..\\images\\plot.png'])
      expect([reference, await load(reference)]).toEqual([reference, 'plot 30×20 what it shows']);
    expect(await load('100%.png')).toBe('100 30×20 what it shows');
    expect(await load('attachment:name%20x.png')).toBe('name-x 30×20 what it shows');
    expect(await load(`data:image/png;base64,${Buffer.from(png).toString('base64')}`)).toBe('picture 30×20 what it shows');
  });

  it('in another letter case or Unicode form is followed too, with a note of the right name', async () => {
    const notes: Note[] = [];
    expect(await load('결과.png', notes)).toBe('gyeolgwa 30×20 what it shows');
    expect(await load('figures/loss.png', notes)).toBe('loss 30×20 what it shows');
    expect(notes.map(({ code }) => code)).toEqual(['picture-name-differs', 'picture-name-differs']);
    expect(notes[1]?.message.en).toContain('posts/Figures/Loss.PNG');
  });

  it('of the web stays an address; one that is not there is missing; one that leads outside is an error', async () => {
    for (const reference of ['https://example.org/a.png', 'http://example.org/a.png', '//example.org/a.png'])
      expect(await load(reference)).toBe('address');
    for (const reference of [
      'no.png',
      'attachment:no.png',
      'C:\\Users\\me\\AppData\\Roaming\\Typora\\typora-user-images\\1.png',
      'file:///etc/passwd',
      '/Users/me/1.png',
      '/home/me/1.png',
      '%2e%2e/%2e%2e/secret.txt',
    ])
      expect([reference, await load(reference)]).toEqual([reference, 'missing']);
    for (const reference of ['../../secret.txt', '..\\..\\..\\etc\\passwd'])
      expect([reference, await load(reference)]).toEqual([reference, 'path-outside']);
    expect(await load('../secret.txt')).toBe('image-unknown');
    expect(await load('data:image/png;base64,@@@')).toBe('image-broken');
  });

  it('tells why: a picture of Typora in C: never left the PC', () => {
    const place = 'post.md:3:1';
    expect(pictureMissing('C:\\Users\\me\\typora-user-images\\1.png', place)).toMatchObject({ code: 'picture-missing', place });
    expect(pictureMissing('C:\\Users\\me\\typora-user-images\\1.png', place).message).toContain('never left your PC');
    expect(pictureMissing('a.png', place).message).toBe('there is no picture a.png');
  });

  it('that is not there stops the publication, or is missing with a warning under --allow-missing', async () => {
    const notes: Note[] = [];
    const read = (allowMissing: boolean): Promise<Picture | 'address' | 'missing'> =>
      pictureOfText(
        'no.png',
        { files: FILES, folder: '' },
        { allowMissing, note: (note) => void notes.push(note) },
        '',
        undefined,
        'a.md:1:1',
      );
    await expect(read(false)).rejects.toMatchObject({ code: 'picture-missing', place: 'a.md:1:1' });
    expect(await read(true)).toBe('missing');
    expect(notes).toMatchObject([{ code: 'picture-missing', severity: 'warning', place: 'a.md:1:1' }]);
  });
});

describe('bytes that are no picture', () => {
  const reason = (text: string | Uint8Array): Promise<string> =>
    assetOf(typeof text === 'string' ? Uint8Array.from(text, (letter) => letter.charCodeAt(0)) : text, 'x', 'x.png').then(
      () => 'taken',
      (error: DownhillError) => `${error.code}: ${error.message}; ${error.advice}`,
    );

  it('are refused with what they are', async () => {
    expect(await reason('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n')).toBe(
      'image-broken: the picture is a Git LFS pointer, not the picture itself; run git lfs pull',
    );
    expect(await reason('<!DOCTYPE html><html><svg></svg>404</html>')).toMatch(/^image-broken: the picture is a web page/);
    expect(await reason('')).toMatch(/^image-broken: .*empty/);
    expect(await reason('%PDF-1.4')).toMatch(/^image-unknown: the picture is a PDF/);
    expect(await reason('II*\0')).toMatch(/TIFF/);
    expect(await reason('hello')).toMatch(/^image-unknown/);
    expect(await reason(new Uint8Array(32 * 2 ** 20 + 1))).toMatch(/^image-too-large: the picture has 32.0 MiB/);
  });

  it('are refused as SVG where entities grow, or nothing is drawn', async () => {
    const laughs =
      '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>';
    expect(await reason(laughs)).toMatch(/^image-unsafe: the SVG is not taken: its entity "b" holds others/);
    expect(await reason(`<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(100_000)}`)).toMatch(/^image-unsafe: .*nested/);
    expect(await reason('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="1"/>')).toMatch(
      /^image-too-large: the picture is 20000×1/,
    );
  });
});

describe('assetOf', () => {
  it('takes or refuses anything, and never fails in another way: 2,000 files that start like pictures and go on at random', async () => {
    const starts = [
      '\x89PNG\r\n\x1a\n',
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
      '\xff\xd8\xff',
      '\xff\xd8\xff\xe1\0\x40Exif\0\0II*\0',
      'GIF89a',
      'RIFF\x20\0\0\0WEBPVP8 ',
      '\0\0\0\x18ftypavif',
      'BM\0\0\0\0\0\0\0\0',
      '\0\0\x01\0',
      '<svg ',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 80 }), async (start, rest) => {
        const bytes = Uint8Array.from([...Array.from(start, (letter) => letter.charCodeAt(0)), ...rest]);
        await assetOf(bytes, 'x', 'here').catch((error: unknown) => expect(error).toBeInstanceOf(DownhillError));
      }),
      { seed: 29, numRuns: 2000 },
    );
  });
});

describe('asciiName', () => {
  it('writes any script in 1 to 40 letters, digits and hyphens, the same for both Unicode forms', () => {
    expect(
      ['경사 하강법', '경사 하강법'.normalize('NFD'), 'Ünïcode & “Co.”.PNG', '___', '😀', '../../etc/passwd', 'a'.repeat(99)].map(
        (text) => asciiName(text),
      ),
    ).toEqual([
      'gyeongsa-hagangbeob',
      'gyeongsa-hagangbeob',
      'unicode-co-png',
      'untitled',
      'grinning',
      'etc-passwd',
      'a'.repeat(40),
    ]);
    for (const text of ['', '\0', '\ud800', 'ㄱ'.repeat(5000), '-'.repeat(99), `${'word '.repeat(30)}`])
      expect(asciiName(text)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
  });
});

describe('base64Bytes', () => {
  it('reads what Node writes, in lines and with the letters for addresses, and refuses the rest', () => {
    for (let length = 0; length < 50; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length * 31) & 255);
      const text = Buffer.from(bytes).toString('base64');
      for (const written of [
        text,
        text.replace(/=+$/, ''),
        text.replace(/(.{7})/g, '$1\r\n'),
        Buffer.from(bytes).toString('base64url'),
      ])
        expect(base64Bytes(written)).toEqual(bytes);
    }
    for (const text of ['a', 'ab=c', '====', 'a*bc', 'aé==', '한글']) expect(base64Bytes(text)).toBeNull();
  });
});
