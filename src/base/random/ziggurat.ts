import { expRounded } from '../double-double.js';
import { log1pOfLibm } from './log1p-of-libm.js';
import { draw, HIGH, LOW, type Pcg64 } from './pcg64.js';
import { ZIGGURAT_HEIGHT, ZIGGURAT_INSIDE, ZIGGURAT_WIDTH } from './ziggurat-tables.js';

/** Where the tail begins, and its reciprocal. */
const TAIL = 3.6541528853610088;
const TAIL_RECIPROCAL = 0.27366123732975828;

/**
 * A standard normal by 256 layers (Marsaglia and Tsang 2000, J. Stat. Softw. 5), bit for bit as NumPy's random_standard_normal.
 * @param random draws from the same generator.
 */
export function zigguratNormal(generator: Pcg64, random: () => number): number {
  for (;;) {
    draw(generator);
    const low = generator[LOW] as number;
    const high = generator[HIGH] as number;
    // bits 0–7: layer, 8: sign, 9–60: position
    const layer = low & 0xff;
    const position = (low >>> 9) + (high & 0x1fffffff) * 0x800000;
    const size = position * (ZIGGURAT_WIDTH[layer] as number);
    const x = (low & 0x100) !== 0 ? -size : size;
    if (position < (ZIGGURAT_INSIDE[layer] as number)) return x;
    if (layer === 0) return tail(random, ((low >>> 17) & 1) !== 0);
    const above = ZIGGURAT_HEIGHT[layer - 1] as number;
    const below = ZIGGURAT_HEIGHT[layer] as number;
    if ((above - below) * random() + below < expRounded(-0.5 * x * x)) return x;
  }
}

/** Beyond TAIL, by Marsaglia 1964. The sign is bit 8 of the position, not the layer's. */
function tail(random: () => number, negative: boolean): number {
  for (;;) {
    const x = -TAIL_RECIPROCAL * log1pOfLibm(-random());
    const y = -log1pOfLibm(-random());
    if (y + y > x * x) return negative ? -(TAIL + x) : TAIL + x;
  }
}
