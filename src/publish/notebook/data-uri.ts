import type { Asset } from '../asset.js';

/** A picture as the address of itself. */
export function dataUri({ type, data }: Asset): string {
  let binary = '';
  for (let at = 0; at < data.length; at += 8192) binary += String.fromCharCode(...data.subarray(at, at + 8192));
  return `data:image/${type === 'svg' ? 'svg+xml' : type};base64,${btoa(binary)}`;
}
