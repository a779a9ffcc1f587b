export { allocateColumns } from './backend/allocate-columns.js';
export { startThreads } from './backend/threads/start.js';
export { DownhillError, type Place, type Span } from './base/errors.js';
export { type RandomStream, randomStream } from './base/random/stream.js';
export { LANGUAGES, type Lang, type Text } from './base/text.js';
export { VERSION } from './base/version.js';
export { tableFromArrays } from './data/arrays.js';
export { readTable } from './data/read.js';
export type { Column, Note, Table } from './data/table.js';
export type { Evidence, Finding, Severity } from './diagnose/finding.js';
export { DIAGNOSES } from './diagnose/findings/index.js';
export { type CompareOptions, compare } from './experiment/compare.js';
export type { ComparedModel, Comparison, Ranked, TestedPair } from './experiment/comparison.js';
export { type Arrays, fit, runFit, runFitAsync } from './experiment/fit.js';
export { fitStream } from './experiment/fit-stream.js';
export { drawScalar, generateTable } from './experiment/generate.js';
export { gradient } from './experiment/gradient.js';
export type { FitOptions, GradientByName } from './experiment/options.js';
export { predictFrom } from './experiment/predict.js';
export type { Race } from './experiment/race/conclusion.js';
export type { RaceOptions } from './experiment/race/problem.js';
export { race, runRaceAsync } from './experiment/race/race.js';
export type { MethodRace, RacedMethod } from './experiment/race/result.js';
export type { FindingResult, FitResult, ParameterResult, Quality, ResponseResult } from './experiment/result.js';
export { experiment, runExperiment } from './experiment/run.js';
export type { Run } from './experiment/run-result.js';
export type { StreamOptions } from './experiment/stream-options.js';
export type { StudyArm } from './experiment/study/arm.js';
export type { StudyOptions } from './experiment/study/options.js';
export type { Study } from './experiment/study/study.js';
export { sweepFigure } from './experiment/sweep/figure.js';
export type {
  BestRate,
  Sweep,
  SweptMethod,
  SweptOutcome,
  SweptRate,
  SweptRun,
} from './experiment/sweep/result.js';
export { type SweepOptions, sweep } from './experiment/sweep/sweep.js';
export { differentiate } from './expression/differentiate.js';
export { evaluate } from './expression/evaluate.js';
export type { Expression } from './expression/node.js';
export { OPERATIONS } from './expression/operations/index.js';
export { simplify } from './expression/simplify.js';
export { animatedSvg, descentFrames } from './figure/animation.js';
export type { Chart, FigureSource } from './figure/chart.js';
export { CHARTS } from './figure/charts/index.js';
export { inTheme, type Theme } from './figure/dark.js';
export { raceLandscape } from './figure/race-landscape.js';
export { raceLoss } from './figure/race-loss.js';
export type { RaceSource, RaceWay } from './figure/race-source.js';
export type { Mark, Scene } from './figure/scene.js';
export { svg } from './figure/svg.js';
export { terminalPlot } from './figure/terminal.js';
export { caret, javascript, latex, numpy, parseExpression, parseFormula, print } from './language/index.js';
export type { ParametersOf } from './language/infer.js';
export type { Loss } from './objective/loss.js';
export { LOSSES } from './objective/losses/index.js';
export type { Method } from './optimize/method.js';
export { METHODS } from './optimize/methods/index.js';
export { minimize, minimizeAsync } from './optimize/minimize.js';
export type { Outcome } from './optimize/outcome.js';
export { traceCsv } from './trace/csv.js';
export type { Trace } from './trace/trace.js';
