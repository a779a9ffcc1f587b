import { sha256 as portable } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 (FIPS 180-4) of bytes that come in parts. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The digest as 64 hexadecimal digits; ends it. */
  hex(): string;
}

/** What a host may have that hashes natively; the core imports nothing of it, and does without in browsers and before Node 20.16. */
interface Host {
  readonly process?: {
    readonly getBuiltinModule?: (
      name: 'node:crypto',
    ) => { createHash(name: 'sha256'): { update(bytes: Uint8Array): unknown; digest(form: 'hex'): string } } | undefined;
  };
}

/**
 * The host's own where it has one, which takes a fifteenth of the time: the columns of a fit of a million rows are hashed in 10 ms instead of 170.
 * @example const hash = sha256(); hash.hex() // 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 */
export function sha256(): Sha256 {
  const native = (globalThis as Host).process?.getBuiltinModule?.('node:crypto')?.createHash('sha256');
  if (native !== undefined) return { update: (bytes) => void native.update(bytes), hex: () => native.digest('hex') };
  const hash = portable.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
