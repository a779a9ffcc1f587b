import type { Picture } from '../../../src/publish/asset.js';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Prose, Span } from '../../../src/publish/post.js';

/** 100 × 50 pixels, whatever is asked for; its title is what was asked for. */
export const stub = (reference: string, alt: string): Picture => ({
  asset: { stem: 'a', type: 'png', data: new Uint8Array(), hash: '0'.repeat(64), width: 100, height: 50 },
  width: 100,
  height: 50,
  alt,
  title: reference,
});

/** Prose with pictures that are all there, but for those of the web and those called `missing`. */
export const read = (text: string, trusted = true): Promise<Prose> =>
  readProse(text, {
    trusted,
    place: (offset) => `post.md@${offset}`,
    picture: async (reference, alt) =>
      /^https?:/.test(reference) ? 'address' : reference.includes('missing') ? 'missing' : stub(reference, alt),
    clean: cleanTags,
  });

export const spansOf = async <K extends Span['kind']>(
  text: string,
  kind: K,
  trusted = true,
): Promise<Extract<Span, { kind: K }>[]> =>
  (await read(text, trusted)).spans.filter((span): span is Extract<Span, { kind: K }> => span.kind === kind);

/** Formulas as `tex`, those displayed with `D:` before. */
export const formulas = async (text: string, trusted = true): Promise<string[]> =>
  (await spansOf(text, 'math', trusted)).map(({ tex, display }) => (display ? `D:${tex}` : tex));
