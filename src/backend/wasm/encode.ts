/**
 * Bytes of a WebAssembly binary as they are written (WebAssembly Core Specification 2.0, chapter 5).
 * @example new Bytes().u32(300).take() // Uint8Array [172, 2]
 */
export class Bytes {
  private buffer = new Uint8Array(256);
  private view = new DataView(this.buffer.buffer);
  private used = 0;

  get length(): number {
    return this.used;
  }

  byte(value: number): this {
    this.room(1);
    this.buffer[this.used++] = value;
    return this;
  }

  /** Unsigned LEB128, 0 … 2³² − 1. */
  u32(value: number): this {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) + 0x80);
    return this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit integer. */
  s32(value: number): this {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return this.byte(rest & 0x7f);
  }

  /** Signed LEB128 of a 64-bit integer. */
  s64(value: bigint): this {
    let rest = value;
    while (rest < -64n || rest > 63n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    return this.byte(Number(rest & 0x7fn));
  }

  f64(value: number): this {
    this.room(8);
    this.view.setFloat64(this.used, value, true);
    this.used += 8;
    return this;
  }

  /** UTF-8 with its length before it; ASCII only. */
  text(value: string): this {
    this.u32(value.length);
    for (let i = 0; i < value.length; i++) this.byte(value.charCodeAt(i));
    return this;
  }

  append(other: Bytes): this {
    this.room(other.used);
    this.buffer.set(other.buffer.subarray(0, other.used), this.used);
    this.used += other.used;
    return this;
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.used);
  }

  private room(more: number): void {
    if (this.used + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.used + more));
    larger.set(this.buffer);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;
const FUNCTIONS = 0x70;
/** Of 64 KiB: what 32 bits address. */
export const MOST_PAGES = 65536;

/** A function of a module: parameter and result types, and its body with the locals in front. */
export interface EncodedFunction {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  /** Local declarations, instructions and the final `end`. */
  readonly body: Bytes;
  readonly exportName?: string;
}

/** A function that a module imports from `env`. */
export interface ImportedFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/**
 * A module that imports a memory as `env.memory`, and functions, which have the first indices, and defines others.
 * @param needs whether the memory is shared with threads; whether it also imports a table of functions as `env.table`.
 */
export function encodeModule(
  imports: readonly ImportedFunction[],
  functions: readonly EncodedFunction[],
  { shared = false, table = false }: { readonly shared?: boolean; readonly table?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const module = new Bytes();
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) module.byte(byte);
  const types: string[] = [];
  const typeOf = [...imports, ...functions].map(({ parameters, results }) => {
    const key = `${parameters.join(',')}>${results.join(',')}`;
    if (!types.includes(key)) types.push(key);
    return types.indexOf(key);
  });
  section(module, 1, types, (type) => {
    const [parameters, results] = type.split('>').map((list) => (list === '' ? [] : list.split(',').map(Number)));
    const bytes = new Bytes().byte(0x60);
    for (const list of [parameters ?? [], results ?? []]) {
      bytes.u32(list.length);
      for (const item of list) bytes.byte(item);
    }
    return bytes;
  });
  const fields = [
    // A shared memory has to say its maximum; the import takes any that has no more.
    shared
      ? new Bytes().text('env').text('memory').byte(0x02).byte(0x03).u32(0).u32(MOST_PAGES)
      : new Bytes().text('env').text('memory').byte(0x02).byte(0x00).u32(0),
    ...(table ? [new Bytes().text('env').text('table').byte(0x01).byte(FUNCTIONS).byte(0x00).u32(0)] : []),
    ...imports.map(({ name }, i) =>
      new Bytes()
        .text('env')
        .text(name)
        .byte(0x00)
        .u32(typeOf[i] as number),
    ),
  ];
  section(module, 2, fields, (field) => field);
  section(module, 3, typeOf.slice(imports.length), (type) => new Bytes().u32(type));
  const exported = functions.flatMap(({ exportName }, i) =>
    exportName === undefined ? [] : [{ exportName, index: imports.length + i }],
  );
  section(module, 7, exported, ({ exportName, index }) => new Bytes().text(exportName).byte(0x00).u32(index));
  section(module, 10, functions, ({ body }) => new Bytes().u32(body.length).append(body));
  return module.take();
}

function section<Item>(module: Bytes, id: number, items: readonly Item[], encode: (item: Item) => Bytes): void {
  const content = new Bytes().u32(items.length);
  for (const item of items) content.append(encode(item));
  module.byte(id).u32(content.length).append(content);
}
