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

/**
 * Unpacks zlib data part by part; the whole never stands in memory.
 *
 * @param take a part; false where that is enough. @throws BrokenImage where the data are damaged before that.
 */
export async function inflated(data: readonly Uint8Array[], take: (part: Uint8Array) => boolean): Promise<void> {
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
      throw new BrokenImage('its pixels are damaged');
    }
    if (step.done) return;
    if (step.value !== undefined && !take(step.value)) {
      reader.cancel().catch(() => {});
      return;
    }
  }
}
