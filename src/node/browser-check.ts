import { withParticle } from '../base/particle.js';
import { checkedAddresses } from '../publish/check/checked-addresses.js';
import type { Files } from '../publish/files.js';
import type { Note } from '../publish/note.js';
import { findBrowser, startChromium, type Tab } from './chromium.js';
import { serveFiles } from './static-server.js';

/** What a browser saw. */
export interface BrowserReport {
  readonly pages: number;
  /** Elements `<img>` of all pages. */
  readonly pictures: number;
  readonly notes: readonly Note[];
}

/** How long a page may take, in milliseconds. */
const PATIENCE = 20_000;
/** Lazy pictures are loaded as well, those of the part of the page that nobody scrolled to. */
const PICTURES = `(async () => {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  const images = [...document.images];
  for (const image of images) if (image.loading === 'lazy') image.loading = 'eager';
  // Not by its width alone: one pixel at double density has none.
  const shown = (image) => image.decode().then(() => true, () => image.complete && image.naturalWidth > 0);
  return Promise.all(images.map(async (image) => ({ source: image.currentSrc || image.src, shown: await shown(image) })));
})()`;

/**
 * Opens the pages of posts in a real browser and looks whether every picture is shown, and what the pages ask for in vain. The built site is served to this
 * machine alone, below its `baseurl`.
 * @param built the generator's output. @param only posts by their paths; absent: all.
 * @throws DownhillError `browser-missing`, `browser-failed`, and as `readSite`.
 */
export async function browserCheck(
  site: Files,
  built: Files,
  env: Readonly<Record<string, string | undefined>>,
  only?: readonly string[],
): Promise<BrowserReport> {
  const browser = await findBrowser(env);
  const { baseurl, origin, pages } = await checkedAddresses(site, only);
  const server = await serveFiles(built, baseurl);
  const chromium = await startChromium(browser);
  const notes: Note[] = [];
  let pictures = 0;
  try {
    const tab = await chromium.open();
    for (const { place, address } of pages) {
      const seen = await look(tab, `${server.origin}${encodeURI(address)}`, server.origin, origin);
      pictures += seen.pictures;
      for (const what of seen.broken)
        notes.push({
          code: 'picture-not-shown',
          severity: 'error',
          place,
          message: {
            en: `the browser does not show ${what} on ${address}`,
            ko: `브라우저가 ${address}에서 ${withParticle(what, '을/를')} 보여 주지 못합니다`,
          },
        });
      for (const what of seen.failed)
        notes.push({
          code: 'request-failed',
          severity: what === address ? 'error' : 'warning',
          place,
          message: {
            en: `${address} asks for ${what} in vain`,
            ko: `${address}에서 요청한 ${withParticle(what, '이/가')} 없습니다`,
          },
        });
    }
  } finally {
    await chromium.close();
    await server.close();
  }
  return { pages: pages.length, pictures, notes };
}

interface Seen {
  readonly pictures: number;
  readonly broken: readonly string[];
  readonly failed: readonly string[];
}

async function look(tab: Tab, url: string, local: string, origin: string): Promise<Seen> {
  const failed = new Set<string>();
  let loaded = (): void => {};
  const load = new Promise<void>((done) => {
    loaded = done;
  });
  tab.on((method, parameters) => {
    const id = String(parameters.requestId);
    if (method === 'Page.loadEventFired') loaded();
    // The site's own address is this server while it is looked at; nothing else is asked.
    if (method === 'Fetch.requestPaused') {
      const { url: to } = parameters.request as { url: string };
      const own = to.startsWith(local)
        ? to
        : origin !== '' && to.startsWith(`${origin}/`)
          ? local + to.slice(origin.length)
          : null;
      const answer =
        own === null ? ['Fetch.failRequest', { errorReason: 'BlockedByClient' }] : ['Fetch.continueRequest', { url: own }];
      tab.call(answer[0] as string, { requestId: id, ...(answer[1] as object) }).catch(() => {});
    }
    if (method === 'Network.responseReceived') {
      const { status, url: from } = parameters.response as { status: number; url: string };
      if (status >= 400 && !from.endsWith('/favicon.ico')) failed.add(from.replace(local, ''));
    }
  });
  for (const method of ['Page.enable', 'Network.enable']) await tab.call(method);
  await tab.call('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
  await tab.call('Page.navigate', { url });
  const late = new Promise<void>((done) => void setTimeout(done, PATIENCE).unref());
  await Promise.race([load, late]);
  const { result } = await tab.call('Runtime.evaluate', {
    expression: PICTURES,
    awaitPromise: true,
    returnByValue: true,
    timeout: PATIENCE,
  });
  const images = ((result as { value?: { source: string; shown: boolean }[] } | undefined)?.value ?? []).map(
    ({ source, shown }) => ({
      source: source.replace(local, ''),
      shown,
    }),
  );
  // Pictures of other hosts are not asked for: that they would be shown is not known here.
  const own = images.filter(({ source }) => !/^https?:/.test(source));
  return {
    pictures: images.length,
    broken: own.filter(({ shown }) => !shown).map(({ source }) => readable(source.slice(0, 200))),
    failed: [...failed].filter((what) => !own.some(({ source }) => source === what)).map(readable),
  };
}

function readable(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
