export { type Assignment, parseAssignments } from './assignments.js';
export { type Bound, parseBounds } from './bounds.js';
export { caret } from './caret.js';
export type { ParametersOf } from './infer.js';
export { javascript } from './javascript.js';
export { latex, latexFormula } from './latex.js';
export { MAX_DEPTH, MAX_LENGTH } from './limits.js';
export { nearest } from './nearest.js';
export { numpy } from './numpy.js';
export {
  type Equation,
  type FormulaUse,
  type ParsedExpression,
  type ParsedFormula,
  type ParseOptions,
  parseExpression,
  parseFormula,
  parseGradient,
} from './parse.js';
export type { NameUse } from './parse-state.js';
export { print, printFormula } from './print.js';
export { type RoleNote, type Roles, roles } from './roles.js';
export type { Functions } from './special-functions.js';
