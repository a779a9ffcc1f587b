/** Bytes of the characters that plain tables are written with (ASCII). */
export const TAB = 0x09;
export const FEED = 0x0a;
export const RETURN = 0x0d;
export const BLANK = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const PLUS = 0x2b;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const DELETE = 0x7f;
export const UPPER_E = 0x45;
export const LOWER_E = 0x65;
