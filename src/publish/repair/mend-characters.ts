import type { Edit } from './splice.js';

// Escape sequences of terminals (ECMA-48: CSI, and OSC up to its end), and what XML 1.0 forbids besides.
const CONTROL = new RegExp(
  [
    String.raw`\u001B\[[0-?]*[ -/]*[@-~]`,
    String.raw`\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)`,
    String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]`,
  ].join('|'),
  'g',
);

/** Takes out what makes a feed invalid. */
export const mendCharacters = (text: string, from: number): Edit[] =>
  [...text.slice(from).matchAll(CONTROL)].map(({ 0: found, index }) => ({
    start: from + index,
    end: from + index + found.length,
    text: '',
    code: 'control-character',
  }));
