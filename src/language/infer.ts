/**
 * The names of a literal formula's parameters: every name on the right of `~` that is no column, no function call and not π; an indexed
 * parameter `b[group]` is any string `b[…]`. `string` where the formula or the columns are not known to the compiler.
 *
 * Only words are told apart here; the grammar is checked when the formula is parsed.
 *
 * @example type Names = ParametersOf<'y ~ W*sin(x) + b', 'x' | 'y'> // 'W' | 'b'
 */
export type ParametersOf<Formula extends string, Columns extends string> = string extends Formula
  ? string
  : string extends Columns
    ? string
    : Formula extends unknown
      ? Without<Names<[Formula, never, never]>, Columns>
      : never;

type Without<Found, Columns> = string extends Found ? string : Exclude<Found, Columns>;

type Characters<Text extends string> = Text extends `${infer First}${infer Rest}` ? First | Characters<Rest> : never;

type Digit = Characters<'0123456789０１２３４５６７８９'>;
type Point = '.' | '．';
type Blank = Characters<' \t\n\r\u00a0\u3000'>;
type Open = '(' | '（';
type Operator = Characters<'+-*/^<>=!?:~;,.()[]`−–×·⋅∙∗÷∕⁄≤≥⩽⩾≠∼〜'> | Characters<'＋－＊／＾＜＞＝！？：～；，．（）［］'>;
type Stop = Blank | Operator;
type Prefix = 'np' | 'numpy' | 'math' | 'Math';

/** How far a text has been read. @param Right the names since the last `~`. @param Done those of the formulas before the last `;`. */
type Reading = [text: string, right: unknown, done: unknown];

/** All has been read. */
interface End<Names> {
  readonly names: Names;
}

/** Reads to the end, a few hundred words at a time: the compiler limits the length of a loop, not of a loop of loops. */
type Names<State> = State extends Reading ? Names<Some<State, Hundreds>> : State extends End<infer Found> ? Found : never;

type Some<State, Fuel extends unknown[]> = Fuel extends [unknown, ...infer Less]
  ? State extends Reading
    ? Some<AfterNext<State[0], State[1], State[2]>, Less>
    : State
  : State;

type Ten<Item> = [Item, Item, Item, Item, Item, Item, Item, Item, Item, Item];
type Hundreds = [
  ...Ten<0>,
  ...Ten<1>,
  ...Ten<2>,
  ...Ten<3>,
  ...Ten<4>,
  ...Ten<5>,
  ...Ten<6>,
  ...Ten<7>,
  ...Ten<8>,
  ...Ten<9>,
  ...Ten<10>,
];

/** Where the next word or sign has been read. */
type AfterNext<Text extends string, Right, Done> = Text extends `${infer First}${infer Rest}`
  ? string extends First
    ? End<string>
    : First extends Blank
      ? [Trimmed<Rest>, Right, Done]
      : First extends '~' | '～' | '∼' | '〜'
        ? [Rest, never, Done]
        : First extends ';' | '；'
          ? [Rest, never, Done | Right]
          : First extends '`'
            ? AfterQuoted<Rest, Right, Done>
            : First extends Digit
              ? [AfterNumber<Rest>, Right, Done]
              : First extends Point
                ? [Rest extends `${Digit}${infer After}` ? AfterNumber<After> : AfterWord<Rest>, Right, Done]
                : First extends Operator
                  ? [Rest, Right, Done]
                  : Word<Rest, First> extends [infer Name extends string, infer After extends string]
                    ? [Skipped<Name, After>, Right | Meant<Name, After>, Done]
                    : never
  : End<string extends Text ? string : Right | Done>;

/** After an opening backtick. A name with a backtick in it is beyond what is worth reading. */
type AfterQuoted<Text extends string, Right, Done> = Text extends `${infer Name}\`${infer After}`
  ? After extends `\`${string}`
    ? End<string>
    : After extends `[${string}]${infer Later}`
      ? [Later, Right | `${Name}[${string}]`, Done]
      : [After, Right | Name, Done]
  : End<Right | Done>;

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
