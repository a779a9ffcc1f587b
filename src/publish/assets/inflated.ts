import { BrokenImage } from './image-size.js';

/** Both Node ≥ 18 and browsers have it; the core's types do not. */
interface Streams {
  readonly DecompressionStream: new (
    format: 'deflate',
  ) => {
    readonly readable: {
      getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>; cancel(): Promise<void> };
    };
    readonly writable: { getWriter(): { write(part: Uint8Array): Promise<void>; close(): Promise<void> } };
  };
}

/** What a host may have beside it that unpacks in one go; see `sha256`. */
interface Host {
  readonly process?: {
    readonly getBuiltinModule?: (
      name: 'node:zlib',
    ) => { inflateSync(data: Uint8Array, options: { finishFlush: number; maxOutputLength: number }): Uint8Array } | undefined;
  };
}

/** Larger pictures come part by part. */
const MOST_AT_ONCE = 2 ** 26;
const Z_SYNC_FLUSH = 2;

/**
 * Unpacks zlib data: up to 64 MiB in one go where the host can, which on a busy machine takes a fifth of the time, else part by part, and the whole never stands in memory.
 *
 * @param size how many bytes are wanted. @param take a part; false where that is enough. @throws BrokenImage where the data are damaged before that.
 */
export async function inflated(data: readonly Uint8Array[], size: number, take: (part: Uint8Array) => boolean): Promise<void> {
  const whole = size <= MOST_AT_ONCE ? atOnce(data, size) : null;
  if (whole === null) await inParts(data, take);
  else take(whole);
}

/** @returns null where the host cannot, and where something is wrong: the parts before it may be enough. */
function atOnce(data: readonly Uint8Array[], size: number): Uint8Array | null {
  const zlib = (globalThis as Host).process?.getBuiltinModule?.('node:zlib');
  if (zlib === undefined) return null;
  const packed = new Uint8Array(data.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of data) {
    packed.set(part, at);
    at += part.length;
  }
  try {
    return zlib.inflateSync(packed, { finishFlush: Z_SYNC_FLUSH, maxOutputLength: size + 1024 });
  } catch {
    return null;
  }
}

async function inParts(data: readonly Uint8Array[], take: (part: Uint8Array) => boolean): Promise<void> {
  const { readable, writable } = new (globalThis as unknown as Streams).DecompressionStream('deflate');
  const writer = writable.getWriter();
  const writing = (async () => {
    for (const part of data) await writer.write(part);
    await writer.close();
  })();
  // The reader says what is wrong.
  writing.catch(() => {});
  const reader = readable.getReader();
  for (;;) {
    let step: { readonly done: boolean; readonly value?: Uint8Array };
    try {
      step = await reader.read();
    } catch {
      throw new BrokenImage({ en: 'its pixels are damaged', ko: '화소가 손상되었습니다' });
    }
    if (step.done) return;
    if (step.value !== undefined && !take(step.value)) {
      reader.cancel().catch(() => {});
      return;
    }
  }
}
