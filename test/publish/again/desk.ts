import type { Ledger } from '../../../src/publish/again/ledger.js';
import { readLedger } from '../../../src/publish/again/ledger.js';
import type { FilePlan, Files } from '../../../src/publish/files.js';
import { readDate } from '../../../src/publish/front/read-date.js';
import type { Post, Prose } from '../../../src/publish/post.js';
import { type Published, type PublishOptions, publish } from '../../../src/publish/publish.js';
import type { Reader } from '../../../src/publish/reader.js';
import { regionEnd, regionStart } from '../../../src/publish/regions.js';
import type { Target } from '../../../src/publish/target.js';

/** A folder in memory. */
export interface Shelf extends Files {
  readonly files: Map<string, Uint8Array>;
  readonly put: (path: string, text: string) => void;
  readonly get: (path: string) => string | null;
  readonly paths: () => string[];
  readonly carryOut: (plan: FilePlan) => void;
}

export function shelf(initial: Readonly<Record<string, string>> = {}): Shelf {
  const files = new Map<string, Uint8Array>();
  const bytes = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? new TextEncoder().encode(data) : data);
  for (const [path, text] of Object.entries(initial)) files.set(path, bytes(text));
  return {
    name: 'site',
    files,
    put: (path, text) => void files.set(path, bytes(text)),
    get: (path) => (files.has(path) ? new TextDecoder().decode(files.get(path)) : null),
    paths: () => [...files.keys()].sort(),
    carryOut: ({ writes, removes }) => {
      for (const { path, data } of writes) files.set(path, bytes(data));
      for (const path of removes) files.delete(path);
    },
    read: async (path) => files.get(path) ?? null,
    list: async (folder) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
        .sort()
        .map((path) => ({ name: path.slice(folder.length + 1), kind: 'file', size: 1 })),
  };
}

/**
 * Documents of lines: `title: T`, `date: D`, `region NAME: text`, `picture NAME: bytes`; all others are the author's.
 */
const lineReader: Reader = {
  name: 'lines',
  title: { en: 'lines', ko: '줄' },
  rank: 0,
  reads: () => true,
  read: async ({ bytes, source, path }) => {
    const text = new TextDecoder().decode(bytes);
    const value = (key: string): string | undefined => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1];
    const name = (path.split('/').at(-1) as string).replace(/\.\w+$/, '');
    const prose: Prose = { kind: 'prose', text, spans: [], place: () => source, trusted: true };
    const post: Post = {
      source,
      lang: 'en',
      front: {
        text: null,
        values: {},
        title: value('title') ?? name,
        titleHeading: null,
        date: readDate(value('date') ?? ''),
        slug: value('slug') ?? name,
        excerpt: '',
      },
      parts: [prose],
    };
    return post;
  },
};

/** Writes `posts/<day>-<slug>.md` and its pictures into `pictures/<assetSlug>/`. */
export const lineTarget: Target = {
  name: 'lines',
  title: { en: 'lines', ko: '줄' },
  folder: { en: 'a folder', ko: '폴더' },
  makesFolder: false,
  needsDate: true,
  render: async (post, { date, slug, assetSlug, formerAddresses }) => {
    const [prose] = post.parts as [Prose];
    const assets: { path: string; data: string }[] = [];
    const lines = prose.text.split('\n').flatMap((line) => {
      const [, kind, name, rest = ''] = /^(region|picture) (\S+): (.*)$/.exec(line) ?? [];
      if (kind === 'region') return [regionStart(name as string), rest, regionEnd(name as string)];
      if (kind === undefined) return [line];
      const path = `pictures/${assetSlug}/${name}`;
      assets.push({ path, data: rest });
      return [`![](/${path})`];
    });
    const redirects = (formerAddresses ?? []).map((address) => `from ${address}`);
    const path = `posts/${date?.day}-${slug}.md`;
    return { post: { path, text: [...redirects, ...lines].join('\n') }, assets, address: `/${date?.day}/${slug}` };
  },
};

const OPTIONS: PublishOptions = { date: null, slug: null, baseUrl: null, allowMissing: false, force: false, prune: true };

/** Publishes a text and carries it out. */
export async function put(
  site: Shelf,
  source: string,
  text: string,
  options: Partial<PublishOptions> & {
    readonly gone?: readonly string[];
    readonly ledger?: Ledger;
    readonly target?: Target;
  } = {},
): Promise<Published> {
  const { gone = [], target = lineTarget, ...rest } = options;
  const published = await publish({
    document: { bytes: new TextEncoder().encode(text), source, path: source },
    reader: lineReader,
    files: shelf(),
    source,
    target,
    site,
    ledger: await readLedger(site),
    options: { ...OPTIONS, ...rest },
    gone: async (each) => gone.includes(each),
    runExperiments: async () => [],
  });
  site.carryOut(published.plan);
  return published;
}

/** The error of a promise that must not hold. */
export async function refused(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; place: string; detail: string; advice: string }> {
  try {
    await promise;
  } catch (error) {
    return error as never;
  }
  throw new Error('nothing was refused');
}
