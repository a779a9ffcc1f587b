/** Which functions a text may call beside those of the operations' table. */
export type Functions = 'formula' | 'data' | 'gradient';

/** A function that is no operation, because it has no value for one row alone. */
export interface SpecialFunction {
  readonly name: string;
  readonly arity: number;
  /** Its arguments, for messages. */
  readonly signature: string;
  readonly allowedIn: Functions;
  /** Where it belongs, as advice. */
  readonly belongs: string;
  /** Its argument must be the name of a column. */
  readonly ofColumn?: boolean;
  /** One number of all rows: does not nest. */
  readonly aggregates?: boolean;
  readonly latex: (...args: string[]) => string;
  readonly numpy: (...args: string[]) => string;
  readonly javascript: (...args: string[]) => string;
}

const DRAW = "draws belong in data: columns of an experiment, starts (--start 'b=uniform(-1, 1)'), downhill generate";
const DATE = "dates become numbers before the fit: write --let 't = years(Date)' and use t";
const TOTAL = 'the fit itself goes over the rows; mean and sum belong in a hand-written gradient';

const operator =
  (name: string) =>
  (...args: string[]): string =>
    `\\operatorname{${name}}\\left(${args.join(', ')}\\right)`;
const plain =
  (name: string) =>
  (...args: string[]): string =>
    `${name}(${args.join(', ')})`;

const draw = (name: string, signature: string, arity: number, numpy: (...args: string[]) => string): SpecialFunction => ({
  name,
  arity,
  signature,
  allowedIn: 'data',
  belongs: DRAW,
  latex: operator(name),
  numpy,
  javascript: plain(name),
});
const date = (name: string): SpecialFunction => ({
  name,
  arity: 1,
  signature: 'column',
  allowedIn: 'data',
  belongs: DATE,
  ofColumn: true,
  latex: operator(name),
  numpy: plain(name),
  javascript: plain(name),
});
const aggregate = (name: string): SpecialFunction => ({
  name,
  arity: 1,
  signature: 'expression per row',
  allowedIn: 'gradient',
  belongs: TOTAL,
  aggregates: true,
  latex: operator(name),
  numpy: plain(`np.${name}`),
  javascript: plain(name),
});

export const SPECIAL_FUNCTIONS: ReadonlyMap<string, SpecialFunction> = new Map(
  [
    draw('uniform', 'low, high', 2, (low, high) => `np.random.uniform(${low}, ${high}, n)`),
    draw('normal', 'mean, standard deviation', 2, (mu, sigma) => `np.random.normal(${mu}, ${sigma}, n)`),
    draw('integers', 'low, high', 2, (low, high) => `np.random.randint(${low}, ${high}, n)`),
    draw('permutation', '', 0, () => 'np.random.permutation(n)'),
    date('years'),
    date('days'),
    aggregate('mean'),
    aggregate('sum'),
  ].map((row) => [row.name, row]),
);
