/**
 * Commands that the formulas of a document define for the ones behind them (`\newcommand`, `\def`, `\DeclareMathOperator`): MathJax keeps them for the
 * whole page. Here each formula carries those it uses, so that it can stand alone.
 */
export class MathDefinitions {
  private readonly known = new Map<string, string>();

  /** @param tex formulas are given in the order of the text. @returns the formula with the definitions that it needs before it. */
  complete(tex: string): string {
    const own = new Map(definitionsIn(tex).map(({ name, definition }) => [name, definition]));
    for (const [name, definition] of own) this.known.set(name, definition);
    const needed = this.neededBy(tex, own);
    return needed.length > MOST_CHARACTERS ? tex : needed + tex;
  }

  /** Definitions of others, with those that they use themselves. */
  private neededBy(tex: string, own: ReadonlyMap<string, string>): string {
    if (this.known.size === 0) return '';
    const found = new Map<string, string>();
    const visit = (text: string): void => {
      for (const [name] of text.matchAll(/\\[A-Za-z]+/g)) {
        const definition = this.known.get(name);
        if (definition === undefined || own.has(name) || found.has(name)) continue;
        found.set(name, definition);
        visit(definition);
      }
    };
    visit(tex);
    return [...found.values()].join('');
  }
}

/** Before each formula; more is left out. */
const MOST_CHARACTERS = 4_000;

const HEAD =
  /\\(?:(?:newcommand|renewcommand|providecommand)\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?|(?:g|e|x)?def\s*(\\[A-Za-z]+)((?:#\d)*)|DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?)\s*(?=\{)/g;

/**
 * A formula with its definitions as `\def`: KaTeX refuses `\newcommand` for what it knows, and knows no `\DeclareMathOperator`.
 * @example withDefs('\\newcommand{\\R}{\\mathbb{R}} x') // '\\def\\R{\\mathbb{R}} x'
 */
export function withDefs(tex: string): string {
  let written = '';
  let at = 0;
  for (const { start, end, definition } of definitionsIn(tex)) {
    if (start < at) continue;
    written += tex.slice(at, start) + definition;
    at = end;
  }
  return written + tex.slice(at);
}

interface Definition {
  readonly name: string;
  /** As `\def`. */
  readonly definition: string;
  readonly start: number;
  readonly end: number;
}

/** Optional arguments with defaults are left out: `\def` has none. */
function definitionsIn(tex: string): Definition[] {
  if (!/command|def|DeclareMathOperator/.test(tex)) return [];
  return [...tex.matchAll(HEAD)].flatMap((match) => {
    const [all, command, count, defined, parameters = '', star = '', operator] = match;
    const start = match.index;
    const body = braced(tex, start + all.length);
    if (body === null) return [];
    const end = start + all.length + body.length;
    if (operator !== undefined)
      return [{ name: operator, definition: `\\def${operator}{\\operatorname${star}${body}}`, start, end }];
    const name = defined ?? (command as string);
    return [
      { name, definition: `\\def${name}${defined === undefined ? numbered(Number(count ?? 0)) : parameters}${body}`, start, end },
    ];
  });
}

const numbered = (count: number): string => Array.from({ length: count }, (_, i) => `#${i + 1}`).join('');

/** A group with its braces; null where nothing closes it. */
function braced(tex: string, start: number): string | null {
  let depth = 0;
  for (let i = start; i < tex.length; i++) {
    if (tex[i] === '\\') i++;
    else if (tex[i] === '{') depth++;
    else if (tex[i] === '}' && --depth === 0) return tex.slice(start, i + 1);
  }
  return null;
}
