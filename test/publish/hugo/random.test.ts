import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutEnd } from './browser.js';
import { type Site, site } from './hugo-sites.js';
import { randomPost, randomTexts } from './random-texts.js';
import { textsOf } from './texts-of.js';

const texts = randomTexts(2, 80);

let built: Site | undefined;
afterAll(() => {
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

describe('80 random texts of what means something to Hugo, as prose and as code', () => {
  it('break no build, of an author and of a notebook, and their code is shown byte for byte', async () => {
    built = site(
      'baseURL = "https://example.org/"\nenableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true',
    );
    built.write('layouts/shortcodes/br.html', '<br>');
    built.write('layouts/shortcodes/note.html', '<div>{{ .Inner }}</div>');
    for (const [i, text] of texts.entries())
      for (const trusted of [true, false])
        await built.publish(await randomPost(text, trusted), { slug: `p-${i}-${trusted}`, assetSlug: 'p' });
    built.build();
    for (const [i, text] of texts.entries())
      for (const trusted of [true, false]) {
        const pres = textsOf(built.built(`posts/p-${i}-${trusted}/index.html`), 'pre');
        const wanted = withoutEnd(text);
        expect([i, pres.map(withoutEnd).slice(-2)]).toEqual([i, [wanted, wanted]]);
      }
  });
});
