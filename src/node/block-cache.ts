import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../publish/again/hash-of.js';
import type { Asset, Picture } from '../publish/asset.js';
import type { RanBlock } from '../publish/experiments.js';
import type { PicturePart } from '../publish/post.js';
import { ensureFolder, writeAtomic } from './files.js';
import { jsonText } from './json-text.js';

/** Experiments that were run for a post, in a folder beside the document: what did not change is not computed again. */
export interface BlockCache {
  /** @returns null where there is nothing under this key, or where it is not whole any more. */
  readonly get: (id: string, key: string) => Promise<RanBlock | null>;
  /** Replaces what there was of the same experiment. A folder that cannot be written to keeps nothing, which costs only time. */
  readonly put: (key: string, block: RanBlock) => Promise<void>;
}

/** As JSON: the pictures stand beside it. */
interface KeptBlock extends Omit<RanBlock, 'figures'> {
  readonly schema: typeof SCHEMA;
  readonly key: string;
  readonly figures: readonly KeptFigure[];
}

interface KeptFigure extends Omit<PicturePart, 'picture'> {
  readonly picture: Omit<Picture, Form>;
  readonly forms: readonly (Omit<Asset, 'data'> & { readonly form: Form; readonly file: string })[];
}

type Form = (typeof FORMS)[number];

const SCHEMA = 'downhill.published-block/1';
const FORMS = ['asset', 'vector', 'darkVector'] as const;

/** @param folder is made when there is something to keep. */
export function blockCache(folder: string): BlockCache {
  return {
    get: (id, key) => read(folder, id, key).catch(() => null),
    put: (key, block) => write(folder, key, block).catch(() => undefined),
  };
}

async function read(folder: string, id: string, key: string): Promise<RanBlock | null> {
  const kept = JSON.parse(await readFile(join(folder, id, 'block.json'), 'utf8')) as KeptBlock;
  if (kept.schema !== SCHEMA || kept.key !== key || kept.id !== id) return null;
  const figures: PicturePart[] = [];
  for (const { forms, picture, ...part } of kept.figures) {
    const assets: Partial<Record<Form, Asset>> = {};
    for (const { form, file, ...facts } of forms) {
      // The names are ours; one with a folder in it was put there by somebody else.
      if (!/^[a-z0-9-]+\.(?:png|svg)$/.test(file)) return null;
      const data = new Uint8Array(await readFile(join(folder, id, file)));
      if (hashOf(data) !== facts.hash) return null;
      assets[form] = { ...facts, data };
    }
    const { asset, ...others } = assets;
    if (asset === undefined) return null;
    figures.push({ ...part, picture: { ...picture, asset, ...others } });
  }
  return { id: kept.id, title: kept.title, result: kept.result, figures };
}

/** The description last: what it names is there then. */
async function write(folder: string, key: string, block: RanBlock): Promise<void> {
  const own = join(folder, block.id);
  await ensureFolder(own);
  const figures: KeptFigure[] = [];
  for (const { picture, ...part } of block.figures) {
    const { asset, vector, darkVector, ...facts } = picture;
    const forms: KeptFigure['forms'][number][] = [];
    for (const form of FORMS) {
      const made = picture[form];
      if (made === undefined) continue;
      const { data, ...described } = made;
      const file = `${made.stem}.${made.type}`;
      await writeAtomic(join(own, file), data);
      forms.push({ ...described, form, file });
    }
    figures.push({ ...part, picture: facts, forms });
  }
  await writeAtomic(join(own, 'block.json'), jsonText({ schema: SCHEMA, key, ...block, figures } satisfies KeptBlock));
}
