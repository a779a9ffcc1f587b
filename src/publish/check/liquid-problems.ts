import { PLUGIN_BLOCKS, PLUGIN_TAGS } from '../site/plugin-tags.js';
import { type Stretch, stretchAt } from './code-stretches.js';
import { LIQUID_BLOCKS, LIQUID_ROOTS, LIQUID_TAGS } from './liquid-tags.js';
import { type LiquidToken, liquidTokens } from './liquid-tokens.js';

/** Something in a post that Liquid stops at, or swallows. */
export interface LiquidProblem {
  readonly token: LiquidToken;
  readonly what: 'unknown-tag' | 'open-tag' | 'open-output' | 'block-not-closed' | 'end-alone' | 'vanishes';
  /** Whether the whole site cannot be built. */
  readonly kills: boolean;
  /** In code or maths nothing was meant for Liquid: it may be escaped. */
  readonly within: 'code' | 'math' | 'text';
}

/** What is known of the site's own tags. */
export interface KnownTags {
  /** Registered by files of `_plugins/`. */
  readonly own: ReadonlySet<string>;
  readonly plugins: readonly string[];
}

/** @returns what is wrong, in the order of the text. */
export function liquidProblems(text: string, from: number, stretches: readonly Stretch[], known: KnownTags): LiquidProblem[] {
  const found: LiquidProblem[] = [];
  const open: LiquidToken[] = [];
  const names = new Set<string>();
  // A plug-in that is not known here may give any tag.
  const strange = known.plugins.some((plugin) => !Object.hasOwn(PLUGIN_TAGS, plugin));
  const given = new Set([
    ...known.own,
    ...known.plugins.flatMap((plugin) => [...(PLUGIN_TAGS[plugin] ?? []), ...(PLUGIN_BLOCKS[plugin] ?? [])]),
  ]);
  for (const token of liquidTokens(text, from)) {
    const stretch = stretchAt(stretches, token.start);
    // A highlight tag is code that begins with Liquid.
    const within = stretch === null || stretch.start === token.start || stretch.kind === 'comment' ? 'text' : stretch.kind;
    const problem = (what: LiquidProblem['what'], kills: boolean): void => void found.push({ token, what, kills, within });
    const { kind, name, markup, closed } = token;
    if (!closed) problem(kind === 'tag' ? 'open-tag' : 'open-output', true);
    else if (kind === 'output') {
      // What begins in code or maths and ends behind it was not meant for Liquid, whatever it looks like.
      const beyond = within !== 'text' && stretch !== null && token.end > stretch.end;
      if (beyond || vanishes(markup, names)) problem('vanishes', false);
    } else if (LIQUID_BLOCKS.has(name)) open.push(token);
    else if (name.startsWith('end')) {
      const block = name.slice(3);
      if (open.at(-1)?.name === block) open.pop();
      else if (LIQUID_BLOCKS.has(block) || !(strange || given.has(block))) problem('end-alone', true);
    } else if (!LIQUID_TAGS.has(name) && !given.has(name)) {
      if (within !== 'text' || !strange) problem('unknown-tag', true);
    }
    if (
      name === 'assign' ||
      name === 'capture' ||
      name === 'for' ||
      name === 'increment' ||
      name === 'decrement' ||
      name === 'tablerow'
    )
      names.add(/^["']?([\w-]+)/.exec(markup)?.[1] ?? '');
  }
  for (const token of open)
    found.push({ token, what: 'block-not-closed', kills: true, within: inCode(stretchAt(stretches, token.start), token) });
  return found.sort((a, b) => a.token.start - b.token.start);
}

const inCode = (stretch: Stretch | null, { start }: LiquidToken): LiquidProblem['within'] =>
  stretch === null || stretch.kind === 'comment' || stretch.start === start ? 'text' : stretch.kind;

/** A value that no page of Jekyll has prints nothing. */
function vanishes(markup: string, names: ReadonlySet<string>): boolean {
  if (markup === '') return true;
  if (/^(?:"[^"]*"|'[^']*')\s*(?:\||$)|^-?\d|^\(\d+\.\./.test(markup)) return false;
  const root = /^[\w-]+/.exec(markup)?.[0];
  return root === undefined || !(LIQUID_ROOTS.has(root) || names.has(root));
}
