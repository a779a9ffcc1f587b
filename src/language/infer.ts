/**
 * The names of a literal formula's parameters: every name on the right of `~` that is no column, no function call and not π; an indexed
 * parameter `b[group]` is any string `b[…]`. `string` where the formula or the columns are not known to the compiler.
 *
 * Only words are told apart here; the grammar is checked when the formula is parsed. Formulas of up to 900 words are read, which is
 * the compiler's limit for a loop.
 *
 * @example type Names = ParametersOf<'y ~ W*sin(x) + b', 'x' | 'y'> // 'W' | 'b'
 */
export type ParametersOf<Formula extends string, Columns extends string> = string extends Formula
  ? string
  : string extends Columns
    ? string
    : Formula extends unknown
      ? Without<Words<Formula, never, never>, Columns>
      : never;

type Without<Names, Columns> = string extends Names ? string : Exclude<Names, Columns>;

type Digit =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '０'
  | '１'
  | '２'
  | '３'
  | '４'
  | '５'
  | '６'
  | '７'
  | '８'
  | '９';
type Point = '.' | '．';
type Blank = ' ' | '\t' | '\n' | '\r' | '\u00a0' | '\u3000';
type Open = '(' | '（';
type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '<'
  | '>'
  | '='
  | '!'
  | '?'
  | ':'
  | '~'
  | ';'
  | ','
  | '.'
  | '('
  | ')'
  | '['
  | ']'
  | '`'
  | '−'
  | '–'
  | '×'
  | '·'
  | '⋅'
  | '∙'
  | '∗'
  | '÷'
  | '∕'
  | '⁄'
  | '≤'
  | '≥'
  | '⩽'
  | '⩾'
  | '≠'
  | '∼'
  | '〜'
  | '＋'
  | '－'
  | '＊'
  | '／'
  | '＾'
  | '＜'
  | '＞'
  | '＝'
  | '！'
  | '？'
  | '：'
  | '～'
  | '；'
  | '，'
  | '．'
  | '（'
  | '）'
  | '［'
  | '］';
type Stop = Blank | Operator;
type Prefix = 'np' | 'numpy' | 'math' | 'Math';

/** @param Right the names since the last `~`. @param Done those of the formulas before the last `;`. */
type Words<Text extends string, Right, Done> = Text extends `${infer First}${infer Rest}`
  ? string extends First
    ? string
    : First extends Blank
      ? Words<Rest, Right, Done>
      : First extends '~' | '～' | '∼' | '〜'
        ? Words<Rest, never, Done>
        : First extends ';' | '；'
          ? Words<Rest, never, Done | Right>
          : First extends '`'
            ? Rest extends `${infer Quoted}\`${infer After}`
              ? After extends `\`${string}`
                ? string
                : After extends `[${string}]${infer Later}`
                  ? Words<Later, Right | `${Quoted}[${string}]`, Done>
                  : Words<After, Right | Quoted, Done>
              : Right | Done
            : First extends Digit
              ? Words<AfterNumber<Rest>, Right, Done>
              : First extends Point
                ? Rest extends `${Digit}${infer After}`
                  ? Words<AfterNumber<After>, Right, Done>
                  : Words<AfterWord<Rest>, Right, Done>
                : First extends Operator
                  ? Words<Rest, Right, Done>
                  : Word<Rest, First> extends [infer Name extends string, infer After extends string]
                    ? Words<Skipped<Name, After>, Right | Meant<Name, After>, Done>
                    : never
  : string extends Text
    ? string
    : Right | Done;

/** What a word adds to the parameters; `After` is the text that follows it. */
type Meant<Name extends string, After extends string> = After extends `.${string}`
  ? Name extends Prefix
    ? never
    : Name
  : Trimmed<After> extends `${Open}${string}`
    ? never
    : Trimmed<After> extends `[${string}]${string}`
      ? `${Name}[${string}]`
      : Name extends 'pi' | 'π'
        ? never
        : Name;

/** The text after a word, without the index of an indexed parameter. */
type Skipped<Name extends string, After extends string> =
  Trimmed<After> extends `[${string}]${infer Later}` ? (Name extends Prefix ? After : Later) : After;

type Trimmed<Text extends string> = Text extends `${Blank}${infer Rest}` ? Trimmed<Rest> : Text;

type Word<Text extends string, Read extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Stop
    ? [Read, Text]
    : Word<Rest, `${Read}${First}`>
  : [Read, Text];

type AfterWord<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Stop
    ? Text
    : AfterWord<Rest>
  : Text;

type AfterNumber<Text extends string> = Text extends `${Digit | Point}${infer Rest}`
  ? AfterNumber<Rest>
  : Text extends `${'e' | 'E'}${infer Rest}`
    ? Rest extends `${Digit}${infer After}` | `${'+' | '-'}${Digit}${infer After}`
      ? AfterDigits<After>
      : Text
    : Text;

type AfterDigits<Text extends string> = Text extends `${Digit}${infer Rest}` ? AfterDigits<Rest> : Text;
