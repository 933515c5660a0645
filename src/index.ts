// The public API. A study is executed with `executeStudy`; a strategy of your own implements `Strategy`.

export type { Study, StudySettings, Cell, ThreadsOption } from './coordinator/study.js';
export { cellsOf } from './coordinator/study.js';
export type { ExecutedRepetition, ExecutionListener } from './coordinator/execute.js';
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
export { toCsv } from './results/csv.js';
export { renderComparison } from './results/comparison.js';
export type { RepetitionRecord } from './results/record.js';
export { COLUMNS } from './results/record.js';
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
