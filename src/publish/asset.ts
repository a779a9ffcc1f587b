/** A picture's bytes, checked: they decode, and a vector graphic holds no script and asks for nothing from outside. */
export interface Asset {
  /** First part of its file name: ASCII letters in lower case, digits and `-`, from 1 to 40 of them. */
  readonly stem: string;
  readonly type: ImageType;
  readonly data: Uint8Array;
  /** SHA-256 of `data`, hexadecimal: the first eight digits are part of the file name, so that a changed picture has another address. */
  readonly hash: string;
  /** In the pixels of the file; for SVG its size in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export type ImageType = 'png' | 'jpeg' | 'gif' | 'svg' | 'webp' | 'avif' | 'bmp' | 'ico';

/** A picture where it is shown. */
export interface Picture {
  /** A raster graphic, or the only form there is. */
  readonly asset: Asset;
  /** The same as SVG, for targets that take it. */
  readonly vector?: Asset;
  /** On dark pages. */
  readonly dark?: Asset;
  readonly darkVector?: Asset;
  /** In CSS pixels: half of the file's for a picture that was made at double density. */
  readonly width: number;
  readonly height: number;
  /** What it shows, as plain text; empty for an ornament. */
  readonly alt: string;
  readonly title?: string;
}
