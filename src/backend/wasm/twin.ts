import { type Branch, type Instruction, OP, type Region, region, type Sink, type Value } from './value.js';

/** What the rows after those of a turn do: a copy of each instruction of the body for rows `bytes` further in their columns, and of each branch. */
export interface Twins {
  readonly instructions: ReadonlyMap<Instruction, Instruction>;
  readonly branches: ReadonlyMap<Branch, Branch>;
}

const aheadIn = (op: number, bytes: number): number => (op === OP.columnLoad ? bytes : op === OP.floatLoad ? bytes / 2 : 0);

/** The twins of all instructions of a body; what depends on no row is its own. */
export function twinsOf(body: Region, bytes: number): Twins {
  const instructions = new Map<Instruction, Instruction>();
  const branches = new Map<Branch, Branch>();
  const values = new Map<Value, Value>();
  const value = (original: Value): Value => (original.uniform ? original : (values.get(original) as Value));
  const copied = (original: Value, branch?: Branch): Value => {
    const immediate = original.immediate + aheadIn(original.op, bytes);
    const made = { ...original, args: original.args.map(value), immediate, branch };
    values.set(original, made);
    return made;
  };
  const twin = (instruction: Instruction): Instruction => {
    if (instruction.kind === 'branch') return branchOf(instruction);
    if (instruction.kind === 'sink') return sinkOf(instruction);
    return { kind: 'value', value: instruction.value.uniform ? instruction.value : copied(instruction.value) };
  };
  const sinkOf = (sink: Sink): Sink => ({ ...sink, value: value(sink.value), bytes: sink.bytes + bytes });
  const branchOf = (original: Branch): Branch => {
    const made: Branch = {
      ...original,
      condition: value(original.condition),
      yes: regionOf(original.yes),
      no: regionOf(original.no),
      results: [],
    };
    branches.set(original, made);
    for (const result of original.results) made.results.push(copied(result, made));
    return made;
  };
  const regionOf = (original: Region): Region => {
    const made = region(original.parent, original.uniform);
    for (const instruction of original.instructions) {
      const other = twin(instruction);
      instructions.set(instruction, other);
      made.instructions.push(other);
    }
    return made;
  };
  regionOf(body);
  return { instructions, branches };
}
