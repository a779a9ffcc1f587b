import { type Declaration, safeDeclarations, styleText, withoutComments } from './style.js';

/** A rule of a style sheet. */
export interface StyleRule {
  /** Its selectors, at the commas. */
  readonly selectors: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** The rules of a style sheet, safe declarations only; what stands below `@…` is left out. */
export const plainRules = (css: string): readonly StyleRule[] =>
  blocks(withoutComments(css)).flatMap(({ prelude, body }) =>
    prelude.startsWith('@') ? [] : [{ selectors: selectorsOf(prelude), declarations: safeDeclarations(body) }],
  );

/** A style sheet of an SVG file with what is safe in it: rules, `@media` and `@keyframes` of rules. */
export function safeStyleSheet(css: string, depth = 0): string {
  return blocks(withoutComments(css))
    .map(({ prelude, body }) => {
      if (/^@(?:media|(?:-webkit-)?keyframes)\s[\w\s():,.-]*$/i.test(prelude))
        return depth > 2 ? '' : `${prelude}{${safeStyleSheet(body, depth + 1)}}`;
      const declarations = styleText(safeDeclarations(body, true));
      return declarations === '' || !SELECTOR.test(prelude) ? '' : `${prelude}{${declarations}}`;
    })
    .filter((rule) => rule !== '')
    .join('\n');
}

const SELECTOR = /^[\p{L}\p{N}\s.#*,>+~:()%_-]+$/u;

const selectorsOf = (prelude: string): string[] => prelude.split(',').map((selector) => selector.trim());

interface Block {
  readonly prelude: string;
  readonly body: string;
}

/** `prelude { body }` at the outermost level; statements without a body (`@import …;`) are passed over. A brace in a string counts: such rules are lost, not believed. */
function blocks(css: string): Block[] {
  const found: Block[] = [];
  let start = 0;
  let open = -1;
  let depth = 0;
  for (let at = 0; at < css.length; at++) {
    const character = css[at];
    if (character === '{' && depth++ === 0) open = at;
    else if (character === '}' && depth > 0 && --depth === 0) {
      found.push({ prelude: css.slice(start, open).trim(), body: css.slice(open + 1, at) });
      start = at + 1;
    } else if (character === ';' && depth === 0) start = at + 1;
  }
  return found;
}
