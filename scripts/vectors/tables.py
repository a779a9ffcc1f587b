"""Writes src/base/elementary/log-table.ts and two-over-pi.ts."""
from pathlib import Path
from mpmath import mp, mpf, floor, log, pi

mp.dps = 600
base = Path(__file__).resolve().parents[2] / 'src/base/elementary'


def text(v):
    s = repr(float(v))
    return s.replace('e-0', 'e-').removesuffix('.0')


def wrap(values):
    lines, line = [], ' '
    for v in values:
        if len(line) + len(v) + 2 > 128:
            lines.append(line)
            line = ' '
        line += f' {v},'
    return '\n'.join(lines + [line])


inverses, highs, lows = [], [], []
for i in range(94):
    centre = mpf(88 + i) / 128
    inverse = floor(512 / centre + mpf(1) / 2) / 512
    value = -log(inverse)
    high = floor(value * 2**42 + mpf(1) / 2) / 2**42
    inverses.append(text(inverse))
    highs.append(text(high))
    lows.append(text(value - high))

(base / 'log-table.ts').write_text(f"""// Written by scripts/vectors/tables.py.
import type {{ LookupTable }} from '../arithmetic.js';

/** Inverses, of 10 bits, of c = (88 + i)/128 for i = 0…93, and −log of each inverse as a multiple of 2⁻⁴² and the rest. */
export const INVERSES: LookupTable = {{
  name: 'log-inverse',
  values: [
{wrap(inverses)}
  ],
}};

export const LOG_HIGH: LookupTable = {{
  name: 'log-high',
  values: [
{wrap(highs)}
  ],
}};

export const LOG_LOW: LookupTable = {{
  name: 'log-low',
  values: [
{wrap(lows)}
  ],
}};
""")

bits = int(floor(2 / pi * mpf(2) ** (24 * 50)))
chunks = [str(bits >> (24 * (49 - i)) & 0xFFFFFF) for i in range(50)]
(base / 'two-over-pi.ts').write_text(f"""// Written by scripts/vectors/tables.py.
import type {{ LookupTable }} from '../arithmetic.js';

/** 2/π = Σ valuesᵢ·2^(−24(i + 1)): 1200 bits. */
export const TWO_OVER_PI: LookupTable = {{
  name: 'two-over-pi',
  values: [
{wrap(chunks)}
  ],
}};
""")
