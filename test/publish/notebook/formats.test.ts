import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import { jsonOffset } from '../../../src/publish/notebook/json-offset.js';
import { paintedPng } from '../hard-notebook.js';
import { code, data, ofCells, reading, refusal, shortly, text } from './read.js';

const png = Buffer.from(paintedPng(4, 2, [1, 2, 3])).toString('base64');

describe('notebooks of older formats', () => {
  const sheets = (cells: readonly object[], nbformat: number): object => ({
    nbformat,
    nbformat_minor: 0,
    metadata: { name: 'old' },
    worksheets: [{ cells, metadata: {} }],
  });

  it('of 3 are read: headings, input, pyout, pyerr, streams, keys without MIME types', async () => {
    const { post } = await reading(
      sheets(
        [
          { cell_type: 'heading', level: 2, metadata: {}, source: ['A heading'] },
          { cell_type: 'markdown', metadata: {}, source: 'text' },
          {
            cell_type: 'code',
            language: 'python',
            metadata: {},
            collapsed: false,
            prompt_number: 1,
            input: ['x = 1\n', 'x'],
            outputs: [
              { output_type: 'stream', stream: 'stderr', text: ['Warning: a\n'] },
              { output_type: 'pyout', prompt_number: 1, text: ['1'], html: ['<b>1</b>'], metadata: {} },
              { output_type: 'display_data', png: `${png.slice(0, 20)}\n${png.slice(20)}`, text: '<Figure>', metadata: {} },
              { output_type: 'display_data', svg: '<svg width="8" height="6"></svg>', metadata: {} },
              { output_type: 'display_data', latex: '$$x$$', metadata: {} },
              { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: ['\u001b[0;31mE\u001b[0m: v'] },
            ],
          },
          { cell_type: 'html', metadata: {}, source: '<b>h</b>' },
        ],
        3,
      ),
    );
    expect(post.parts.map(shortly)).toEqual([
      'prose ## A heading',
      'prose text',
      'code python: x = 1\nx',
      'warning: Warning: a',
      'html <b>1</b>',
      'picture png 4×2: A heading: output of the code beginning “x = 1”',
      'picture svg 8×6: A heading: output of the code beginning “x = 1”',
      'math x',
      'error: E: v',
      'prose <b>h</b>',
    ]);
  });

  it('of 2, and of 3 with several worksheets or none, are read alike', async () => {
    const cell = { cell_type: 'code', language: 'python', input: 'a', outputs: [{ output_type: 'pyout', text: 'b' }] };
    expect((await reading(sheets([cell], 2))).post.parts.map(shortly)).toEqual(['code python: a', 'output: b']);
    const two = { nbformat: 3, metadata: {}, worksheets: [{ cells: [cell] }, {}, { cells: [cell] }] };
    expect((await reading(two)).post.parts.length).toBe(4);
    expect((await reading({ nbformat: 4, cells: [] })).post).toMatchObject({ parts: [], front: { title: 'note' } });
  });

  it('are read in UTF-8 with a mark and in UTF-16, as PowerShell writes it', async () => {
    const written = JSON.stringify(ofCells([text('한글')]));
    for (const bytes of [Buffer.from(`\ufeff${written}`), Buffer.from(`\ufeff${written}`, 'utf16le')])
      expect((await reading(new Uint8Array(bytes))).post.parts.map(shortly)).toEqual(['prose 한글']);
  });
});

describe('a file that is no notebook', () => {
  const bytes = (written: string): Uint8Array => new TextEncoder().encode(written);

  it('is refused in one line with what it is and where', async () => {
    expect(await refusal(bytes(''))).toBe('notebook-empty: the notebook is an empty file (note.ipynb)');
    expect(await refusal(bytes(' \n'))).toMatch(/^notebook-empty/);
    expect(await refusal(bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'))).toBe(
      'notebook-lfs: the file is a Git LFS pointer, not the notebook itself (note.ipynb)',
    );
    expect(await refusal(bytes('{\n "cells": [\n  {"a" 1}\n ]\n}'))).toBe(
      'notebook-not-json: the notebook is no JSON: "1" cannot stand there (note.ipynb:3:8)',
    );
    expect(await refusal(bytes('{"cells": [{"a": "b'))).toBe(
      'notebook-not-json: the notebook is no JSON: it ends too early (note.ipynb:1:20)',
    );
    expect(await refusal(bytes('<!doctype html>'))).toMatch(/^notebook-not-json: .*"<" cannot stand there \(note.ipynb:1:1\)/);
    expect(await refusal({ nbformat: 5, cells: [] })).toBe(
      'notebook-format: the notebook has format 5; formats 2 to 4 are known (note.ipynb)',
    );
    expect(await refusal({ nbformat: 1, cells: [] })).toMatch(/^notebook-format/);
    expect(await refusal({ nbformat: 4 })).toBe('notebook-broken: the notebook has no list of cells (note.ipynb)');
    expect(await refusal({ a: 1 })).toBe('notebook-broken: the file is JSON, but no notebook (note.ipynb)');
    for (const value of ['[]', '1', '"x"', 'null', 'true']) expect(await refusal(bytes(value))).toMatch(/^notebook-broken/);
    expect(await refusal(ofCells([text('a'), { cell_type: 'code', source: 3, outputs: [] }]))).toBe(
      'notebook-broken: the source of the cell is no text (note.ipynb, cell 2)',
    );
  });

  it('or whose pictures are damaged is refused with cell and output; under --allow-missing they are left out with a warning', async () => {
    const broken = (value: unknown): object =>
      ofCells([text('a'), code('b', [data({ 'text/plain': 'x' }), data({ 'image/png': value, 'text/plain': '<Figure>' })])]);
    expect(await refusal(broken('@@@'))).toBe(
      'image-broken: the image/png of the output is no Base64 (note.ipynb, cell 2, output 2)',
    );
    expect(await refusal(broken(png.slice(0, 80)))).toBe(
      'image-broken: the picture (png) cannot be shown: the file is cut off (note.ipynb, cell 2, output 2)',
    );
    expect(await refusal(broken('aGVsbG8='))).toMatch(/^image-unknown: .*\(note.ipynb, cell 2, output 2\)/);
    expect(await refusal(ofCells([text('![a](no.png)')]))).toBe(
      'picture-missing: there is no picture no.png (note.ipynb, cell 1)',
    );
    const { post, notes } = await reading(broken('@@@'), { allowMissing: true });
    expect(post.parts.map(shortly)).toEqual(['prose a', 'code null: b', 'output: x']);
    expect(notes).toMatchObject([{ code: 'image-broken', severity: 'warning', place: 'note.ipynb, cell 2, output 2' }]);
  });

  it('but holds names like __proto__ and constructor is read as if they were any names', async () => {
    const written =
      '{"nbformat":4,"__proto__":{"cells":[1]},"metadata":{"__proto__":{"title":"x"},"constructor":{"name":1}},"cells":[{"cell_type":"code","source":"a","__proto__":{"metadata":{"tags":["remove_cell"]}},"outputs":[{"output_type":"display_data","data":{"__proto__":"x","constructor":"y","text/plain":"b"}}]}]}';
    const { post } = await reading(bytes(written));
    expect(post.parts.map(shortly)).toEqual(['code null: a', 'output: b']);
    expect(post.front.title).toBe('note');
    expect(Object.getPrototypeOf({}).title).toBeUndefined();
  });

  it('nested 100,000 deep in metadata, outputs or HTML is read or refused, in time', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const at = (metadata: string, html: string): string =>
      `{"nbformat":4,"metadata":${metadata},"cells":[{"cell_type":"code","source":"a","outputs":[{"output_type":"display_data","data":{"application/json":${metadata},"text/html":${JSON.stringify(html)},"text/plain":"b"}}]},{"cell_type":"markdown","source":${JSON.stringify(`${'> '.repeat(200)}x\n\n${html.slice(0, 5000)}`)}}]}`;
    expect((await reading(bytes(at(deep, '<div>'.repeat(20_000))))).post.parts.length).toBe(3);
    expect((await reading(bytes(at('{}', '<b><i>'.repeat(3000))))).post.parts.length).toBe(3);
    expect(await refusal(bytes(deep.slice(0, -1)))).toMatch(/^notebook-not-json: .*ends too early/);
  });
});

describe('the reader of notebooks', () => {
  it('gives a post or a DownhillError for whatever it is given, and the same twice: 400 notebooks with anything anywhere', async () => {
    const any = fc.anything({ withNullPrototype: false, maxDepth: 2, maxKeys: 3 });
    const or = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: any });
    const word = fc.constantFrom(
      '# h\n',
      '`',
      '```',
      '$',
      '$$',
      '![',
      '](',
      ')',
      '<b>',
      '<img src="',
      '">',
      '<svg>',
      '{{',
      '{%',
      '\u001b[',
      '\r',
      '\b',
      '\n\n',
      '한',
      '\ud800',
      'attachment:a.png',
      '---\n',
      'title: a: b\n',
      '|',
      '\\begin{align}',
      '\\',
      '<!--',
      '-->',
      'x',
    );
    const written = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
    const lines = fc.oneof(written, fc.array(written, { maxLength: 3 }));
    const type = fc.constantFrom(
      'text/plain',
      'text/html',
      'text/latex',
      'text/markdown',
      'image/png',
      'image/svg+xml',
      'application/javascript',
      'png',
      'constructor',
    );
    const forms = fc.dictionary(type, or(fc.oneof(lines, fc.constant(png), fc.constant('<svg/>'))), { maxKeys: 3 });
    const output = fc.record(
      {
        output_type: or(fc.constantFrom('stream', 'display_data', 'execute_result', 'error', 'pyout', 'pyerr')),
        name: or(fc.constantFrom('stdout', 'stderr')),
        text: or(lines),
        data: or(forms),
        traceback: or(fc.array(or(written), { maxLength: 3 })),
        ename: or(written),
        metadata: or(fc.dictionary(type, any, { maxKeys: 2 })),
      },
      { requiredKeys: ['output_type'] },
    );
    const cell = fc.record(
      {
        cell_type: or(fc.constantFrom('code', 'markdown', 'raw', 'heading')),
        source: or(lines),
        metadata: or(
          fc.record(
            {
              tags: or(fc.array(fc.constantFrom('remove_cell', 'hide-input'), { maxLength: 2 })),
              format: or(fc.constantFrom('text/html', 'text/markdown', 'text/latex')),
            },
            { requiredKeys: [] },
          ),
        ),
        outputs: or(fc.array(or(output), { maxLength: 3 })),
        attachments: or(
          fc.dictionary(fc.constantFrom('a.png', '../x'), or(fc.record({ 'image/png': or(fc.constant(png)) })), { maxKeys: 2 }),
        ),
      },
      { requiredKeys: ['cell_type', 'source'] },
    );
    const document = fc.record(
      {
        nbformat: or(fc.constantFrom(2, 3, 4)),
        metadata: or(
          fc.dictionary(fc.constantFrom('title', 'date', 'kernelspec', 'language_info', 'tags', 'authors'), or(written), {
            maxKeys: 3,
          }),
        ),
        cells: or(fc.array(or(cell), { maxLength: 5 })),
        worksheets: or(fc.array(any, { maxLength: 2 })),
      },
      { requiredKeys: ['nbformat', 'cells'] },
    );
    let read = 0;
    const attempt = (bytes: Uint8Array): Promise<string> =>
      reading(bytes, { allowMissing: true }).then(
        (result) => JSON.stringify(result),
        (error: unknown) => {
          if (!(error instanceof DownhillError) || error.message.includes('\n')) throw error;
          return error.code;
        },
      );
    await fc.assert(
      fc.asyncProperty(document, async (value) => {
        const bytes = new TextEncoder().encode(
          JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)),
        );
        const once = await attempt(bytes);
        if (once.startsWith('{')) read++;
        expect(await attempt(bytes)).toBe(once);
      }),
      { seed: 17, numRuns: 400 },
    );
    expect(read).toBeGreaterThan(200);
  }, 120_000);

  it('gives a DownhillError for random bytes and for notebooks with a byte changed: 300', async () => {
    const good = new TextEncoder().encode(JSON.stringify(ofCells([text('# a\n$x$'), code('b', [data({ 'image/png': png })])])));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc
            .tuple(fc.nat(good.length - 1), fc.nat(255))
            .map(([at, byte]) => Uint8Array.from(good, (old, i) => (i === at ? byte : old))),
        ),
        async (bytes) => {
          await reading(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(DownhillError));
        },
      ),
      { seed: 18, numRuns: 300 },
    );
  });
});

describe('jsonOffset', () => {
  it('is where JSON.parse fails: the longest start that can still become JSON, for 3,000 texts', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00',
      '"\\n"',
      '1',
      '-',
      '0.',
      'e5',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const written = pieces.join('');
        let parses = true;
        try {
          JSON.parse(written);
        } catch {
          parses = false;
        }
        const offset = jsonOffset(written);
        if (parses) expect(offset).toBe(written.length);
        else expect(offset).toBeLessThanOrEqual(written.length);
      }),
      { seed: 19, numRuns: 3000 },
    );
    expect(['{"a":1,}', '[1 2]', '{"a\u0001":1}', '[01]', '["\\x"]', '{"a":tru}'].map(jsonOffset)).toEqual([7, 3, 3, 2, 2, 5]);
  });
});
