/** The operations of a value graph. Arithmetic ones have their WebAssembly opcode; others are put together by `emit.ts`. */
export const OP = {
  constant: 0,
  /** The f64 parameter `immediate` of an elementary function. */
  argument: 1,
  /** A double at the fixed address `immediate`. */
  uniformLoad: 2,
  /** The row's double of the column at address `immediate`. */
  columnLoad: 3,
  /** table[a], the table of `immediate2` doubles at address `immediate`. */
  lookup: 4,
  /** Function number `immediate` of `args`. */
  call: 5,
  /** One of the results of a branch. */
  result: 6,
  select: 7,
  power2: 8,
  exponent: 9,
  head: 10,
  /** Bit `immediate` of a. */
  bit: 11,
  /** The row's float of the column at address `immediate`, as a double. */
  floatLoad: 12,
  not: 0x45,
  eq: 0x61,
  ne: 0x62,
  lt: 0x63,
  gt: 0x64,
  le: 0x65,
  ge: 0x66,
  and: 0x71,
  or: 0x72,
  abs: 0x99,
  neg: 0x9a,
  ceil: 0x9b,
  floor: 0x9c,
  trunc: 0x9d,
  nearest: 0x9e,
  sqrt: 0x9f,
  add: 0xa0,
  sub: 0xa1,
  mul: 0xa2,
  div: 0xa3,
  min: 0xa4,
  max: 0xa5,
  copysign: 0xa6,
} as const;

/** A pure value: an f64, or a truth value (i32 0 or 1). Equal values of a region are one object. */
export interface Value {
  /** Grows with creation: arguments are older. */
  readonly id: number;
  readonly op: number;
  readonly args: readonly Value[];
  readonly immediate: number;
  readonly immediate2: number;
  readonly truth: boolean;
  /** Known before the rows are: placed outside the loop over them. */
  readonly uniform: boolean;
  /** Where it is computed; constants are everywhere. */
  readonly region: Region | undefined;
  /** For `result`: its branch, whose sides end in args[0] and args[1]. */
  readonly branch: Branch | undefined;
  /** Filled in by `emit.ts`. */
  uses: number;
  depth: number;
  local: number;
}

/** Instructions that are run together, and the values they make by their keys. */
export interface Region {
  readonly parent: Region | undefined;
  readonly uniform: boolean;
  readonly instructions: Instruction[];
  readonly values: Map<number | string, Value>;
  readonly branches: Map<Value, Branch>;
}

/** Either side is run, as the condition says; there may be several results. */
export interface Branch {
  readonly kind: 'branch';
  readonly id: number;
  readonly condition: Value;
  readonly yes: Region;
  readonly no: Region;
  readonly results: Value[];
}

/** Output `output` of the program is `value`. */
export interface Sink {
  readonly kind: 'sink';
  readonly output: number;
  readonly value: Value;
  /** From the first row of a turn of the loop to the row that the value is of. */
  readonly bytes: number;
}

export type Instruction = { readonly kind: 'value'; readonly value: Value } | Branch | Sink;

export const region = (parent: Region | undefined, uniform: boolean): Region => ({
  parent,
  uniform,
  instructions: [],
  values: new Map(),
  branches: new Map(),
});
