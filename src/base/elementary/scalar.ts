// First form; the polynomials come next.
export const exp = (x: number): number => Math.exp(x);
export const exp2 = (x: number): number => 2 ** x;
export const expm1 = (x: number): number => Math.expm1(x);
export const log = (x: number): number => Math.log(x);
export const log1p = (x: number): number => Math.log1p(x);
export const log2 = (x: number): number => Math.log2(x);
export const log10 = (x: number): number => Math.log10(x);
export const sin = (x: number): number => Math.sin(x);
export const cos = (x: number): number => Math.cos(x);
export const tan = (x: number): number => Math.tan(x);
export const asin = (x: number): number => Math.asin(x);
export const acos = (x: number): number => Math.acos(x);
export const atan = (x: number): number => Math.atan(x);
export const atan2 = (y: number, x: number): number => Math.atan2(y, x);
export const sinh = (x: number): number => Math.sinh(x);
export const cosh = (x: number): number => Math.cosh(x);
export const tanh = (x: number): number => Math.tanh(x);
export const asinh = (x: number): number => Math.asinh(x);
export const acosh = (x: number): number => Math.acosh(x);
export const atanh = (x: number): number => Math.atanh(x);
export const pow = (x: number, y: number): number => x ** y;
export const cbrt = (x: number): number => Math.cbrt(x);
export const hypot = (x: number, y: number): number => Math.hypot(x, y);
export const erf = (x: number): number => (x < 0 ? erfc(-x) - 1 : 1 - erfc(x));
export const erfc = (x: number): number => {
  const z = Math.abs(x);
  const t = 1 / (1 + z / 2);
  const r = t * Math.exp(-z * z - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
  return x >= 0 ? r : 2 - r;
};
export const lgamma = (x: number): number =>
  x < 8 ? lgamma(x + 1) - Math.log(Math.abs(x)) : (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * x ** 5);
export const gamma = (x: number): number => Math.exp(lgamma(x));
export const digamma = (x: number): number =>
  x < 8 ? digamma(x + 1) - 1 / x : Math.log(x) - 1 / (2 * x) - 1 / (12 * x * x) + 1 / (120 * x ** 4) - 1 / (252 * x ** 6);
