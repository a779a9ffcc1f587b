import type { Lang, Text } from '../base/text.js';
import type { Io } from './io.js';
import { type Paint, plainPaint } from './paint.js';

/** How a process of `downhill` ends. */
export const EXIT = { done: 0, badInput: 1, usage: 2, untrustworthy: 3, cancelled: 130 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** One call of the command line. */
export interface Session {
  readonly io: Io;
  readonly lang: Lang;
  /** `--lang` was given: it wins over what a document says. */
  readonly langGiven: boolean;
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Help was asked for: what only help names may be loaded. */
  readonly help: boolean;
  readonly paint: Paint;
  /** The arguments as they were typed, from the command's name on. */
  readonly words: readonly string[];
  readonly say: (text: Text) => string;
  /** A line for a person: nothing under `--quiet` or `--json`. */
  readonly line: (text: string) => void;
  /** The product itself. */
  readonly print: (text: string) => void;
}

/**
 * What must be known before the arguments are parsed, so that help and errors come in the right form: looks no further than `--`.
 * Colours only on a terminal, and never with `NO_COLOR`.
 */
export async function openSession(words: readonly string[], io: Io): Promise<Session> {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const given = langOf(options);
  const lang = given ?? 'en';
  const json = options.includes('--json');
  const quiet = options.includes('--quiet');
  const coloured = io.stdout.terminal && !json && (io.env.NO_COLOR ?? '') === '' && io.env.TERM !== 'dumb';
  return {
    io,
    lang,
    langGiven: given !== null,
    json,
    quiet,
    help: options.includes('--help') || options.includes('-h'),
    paint: coloured ? await (await import('./paint.js')).colourPaint() : plainPaint,
    words,
    say: (text) => text[lang],
    line: (text) => {
      if (!json && !quiet) io.stdout.write(`${text}\n`);
    },
    print: (text) => io.stdout.write(text),
  };
}

/** The same call in the language of a document, unless `--lang` says otherwise. */
export const inLanguage = (session: Session, lang: Lang | undefined): Session =>
  session.langGiven || lang === undefined ? session : { ...session, lang, say: (text) => text[lang] };

/** A line that the next one replaces, on a terminal's stderr only; the empty text clears it. */
export function passing({ io, json, quiet }: Session, text: string): void {
  if (io.stderr.terminal && !json && !quiet) io.stderr.write(`\r\x1b[2K${text}`);
}

function langOf(options: readonly string[]): Lang | null {
  let lang: string | null = null;
  for (const [i, word] of options.entries()) {
    if (word === '--lang') lang = options[i + 1] ?? null;
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length);
  }
  return lang === 'ko' || lang === 'en' ? lang : null;
}
