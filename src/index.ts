// The public API. A study is executed with `executeStudy`; a results folder is read with `readRecords`,
// analysed with `analyseStudy` and compared with `compareStudies`; a strategy of your own implements `Strategy`.

export type {
  Cell,
  Study,
  StudyConfiguration,
  StudySettings,
  ThreadsOption,
} from './coordinator/study.js';
export { cellsOf } from './coordinator/study.js';
export type { ExecutedRepetition, ExecutionListener } from './coordinator/executed-repetition.js';
export type { RepetitionOutcome } from './coordinator/outcome.js';
export { executeStudy } from './coordinator/execute.js';
export { recordOf } from './coordinator/record.js';
export type { ExportScope, StateBlob } from './model/blob.js';
export type { Json, JsonScalar } from './model/json.js';
export { EXIT, UserError } from './model/problem.js';
export type { ExitCode } from './model/problem.js';
export type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  Reading,
  TextSpan,
} from './model/reading.js';
export type { Script } from './model/script.js';
export type { Outcome, Status, Verdict } from './model/verdict.js';
export type { Dot, FieldKind, Write } from './model/write.js';
export { analyseStudy } from './results/analysis/analyse.js';
export type {
  AnalysedStudy,
  CellAnalysis,
  MetricSummary,
  ScalingFit,
  Series,
  StudyWarning,
} from './results/analysis/analysis.js';
export { METRICS } from './results/analysis/metric.js';
export type { Metric, MetricName } from './results/analysis/metric.js';
export { compareStudies } from './results/compare/compare-studies.js';
export type { StudyComparison } from './results/compare/study-comparison.js';
export { toCsv } from './results/csv.js';
export { renderComparison } from './results/comparison.js';
export type { RepetitionRecord } from './results/record.js';
export { COLUMNS } from './results/record.js';
export type { JournalEntry } from './results/study/entry.js';
export { readRecords, readStudy } from './results/study/read-study.js';
export type { ModuleReference } from './strategies/load.js';
export type { Candidate, Conflict, Model } from './strategies/model.js';
export type {
  Capabilities,
  MemoryEstimate,
  Replica,
  ReplicaContext,
  Strategy,
} from './strategies/strategy.js';
export { judge } from './verdict/judge.js';
export type { Judgement } from './verdict/judge.js';
export { Ledger } from './verdict/ledger.js';
export type { Exchange, ModelReference } from './workers/protocol.js';
export { DEFAULT_MIXED } from './workloads/mixed.js';
export type { MixedOptions, Workload, WorkloadOptions } from './workloads/workload.js';
