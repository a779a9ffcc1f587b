/** The part of gifenc 1.0 that is used; the package has no declarations. */
declare module 'gifenc' {
  interface Frame {
    readonly palette?: readonly (readonly number[])[];
    /** 0: for ever. */
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** Milliseconds. */
    readonly delay: number;
    /** 1: leave the frame where it is. */
    readonly dispose: number;
    /** Bits of an index: with 8, the default, small palettes compress badly. */
    readonly colorDepth?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(pixels: Uint8Array, colours: number): number[][];
  export function applyPalette(pixels: Uint8Array, palette: readonly (readonly number[])[]): Uint8Array;
  const all: typeof import('gifenc') | undefined;
  export default all;
}
