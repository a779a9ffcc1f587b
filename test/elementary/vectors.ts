import { readFileSync } from 'node:fs';
import { type PackedPoints, type Point, unpacked } from './ulp.js';

const file = JSON.parse(readFileSync(new URL('../data/elementary-vectors.json', import.meta.url), 'utf8')) as Record<
  string,
  PackedPoints
>;

/** Names with a colon hold points that a bound in ulp is not for. */
export const functions: readonly string[] = Object.keys(file).filter((name) => !name.includes(':'));

export const points = (name: string): Point[] => unpacked(file[name] as PackedPoints);
