import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishPending } from '../../../src/node/commit.js';
import { hashOf } from '../../../src/publish/again/hash-of.js';
import { workshop } from '../../cli/terminal.js';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
let room: ReturnType<typeof workshop>;
beforeEach(() => {
  room = workshop({ 'site/post.md': 'old' });
  mkdirSync('site/.downhill/staging', { recursive: true });
  writeFileSync('site/.downhill/staging/0', 'new');
  const steps = [{ path: 'post.md', before: hashOf(text('old')), after: hashOf(text('new')) }];
  writeFileSync('site/.downhill/pending.json', JSON.stringify({ schema: 'downhill.pending/1', steps }));
});
afterEach(() => room.leave());

describe('what a publication left undone', () => {
  it('is completed, and told as whole', async () => {
    expect(await finishPending('site')).toBe(true);
    expect(readFileSync('site/post.md', 'utf8')).toBe('new');
  });
  it('stops at a file that was edited meanwhile, and is not told as whole', async () => {
    writeFileSync('site/post.md', 'edited');
    expect(await finishPending('site')).toBe(false);
    expect(readFileSync('site/post.md', 'utf8')).toBe('edited');
  });
});
