import type { Span } from '../base/errors.js';
import { fail, quoted } from './fail.js';
import { FUNCTIONS } from './grammar.js';
import { CONSTANTS, printName, sameName } from './names.js';
import { nearColumns } from './near-column.js';
import type { FormulaUse, ParsedExpression, ParsedFormula } from './parse.js';
import type { NameUse } from './parse-state.js';

/** Something about a name that its writer should know. */
interface RoleNote {
  readonly code: 'name-like-function' | 'name-like-constant' | 'name-nearly-column';
  readonly name: string;
  /** The function, the constant as it is written, or the column. */
  readonly detail: string;
  /** Where the name first stands. */
  readonly span: Span;
}

export interface Roles {
  /** The columns that are read, on both sides and in the brackets of indexed parameters, in order of first appearance. */
  readonly columns: readonly string[];
  /** The other names of the right-hand sides, in order of first appearance; an indexed parameter once. */
  readonly parameters: readonly string[];
  readonly notes: readonly RoleNote[];
}

/**
 * Tells columns from parameters: a name that is a column is a variable, any other a parameter. {@link nearColumns} says which parameters earn
 * the note `name-nearly-column`.
 *
 * @param columns the names of all columns; compared in NFC.
 * @throws DownhillError where a column is named `pi` and the formula has `pi`; where a parameter is written both with and without an index, or
 *   with two; where a column is written with an index.
 * @example roles(parseFormula('y ~ W*sin(x) + b'), ['x', 'y']).parameters // ['W', 'b']
 */
export function roles(parsed: ParsedFormula | ParsedExpression, columns: Iterable<string>): Roles {
  const known = new Set(Array.from(columns, sameName));
  refuseColumnNamedPi(parsed, known);
  const used = new Set<string>();
  const first = new Map<string, NameUse>();
  for (const use of parsed.uses) {
    if (known.has(use.name) || use.kind === 'index') used.add(use.name);
    else if (!onLeft(use) && !first.has(use.name)) first.set(use.name, use);
    if (known.has(use.name) && use.by !== undefined)
      fail(
        'column-indexed',
        `${quoted(use.name)} is a column: only parameters have a value per level`,
        `write ${printName(use.name)} alone, or give the parameter another name`,
        use.span,
      );
    refuseTwoIndices(first.get(use.name), use);
  }
  const parameters = [...first.keys()];
  const near = nearColumns(parameters, [...known]);
  const notes = [...first.values()].flatMap((use) => {
    const column = near.get(use.name);
    return notesOf(use, column !== undefined && used.has(column) && isLetter(use.name) ? undefined : column);
  });
  return { columns: [...used], parameters, notes };
}

/** Where a formula reads `s` and has a letter `S` as well, these are two symbols, as in physics; not where they only look alike (`ｓ`). */
const isLetter = (name: string): boolean => [...name].length === 1 && name.normalize('NFKC') === name;

const onLeft = (use: NameUse | FormulaUse): boolean => 'side' in use && use.side === 'response';

function notesOf({ name, span }: NameUse, column: string | undefined): RoleNote[] {
  const notes: RoleNote[] = [];
  if (FUNCTIONS.has(name)) notes.push({ code: 'name-like-function', name, detail: name, span });
  const constant = name === 'e' ? 'e' : CONSTANTS.get(name.toLowerCase());
  if (constant !== undefined) notes.push({ code: 'name-like-constant', name, detail: constant === 'pi' ? 'pi' : 'np.e', span });
  if (column !== undefined) notes.push({ code: 'name-nearly-column', name, detail: column, span });
  return notes;
}

function refuseColumnNamedPi({ constants }: ParsedFormula | ParsedExpression, columns: ReadonlySet<string>): void {
  const found = constants.find(({ name }) => columns.has(name));
  if (found === undefined) return;
  fail(
    'constant-or-column',
    `${quoted(found.name)} could be the constant or the column of that name`,
    `write np.pi for the constant, ${printName(found.name)} for the column`,
    found.span,
  );
}

function refuseTwoIndices(first: NameUse | undefined, use: NameUse): void {
  if (first === undefined || first.by === use.by || use.kind === 'index') return;
  fail(
    'parameter-indexed-twice',
    `the parameter ${quoted(use.name)} stands here with another index than before`,
    first.by === undefined || use.by === undefined
      ? 'write it with the same index everywhere, or give one of them another name'
      : 'a parameter has one index: give one of them another name',
    use.span,
  );
}
