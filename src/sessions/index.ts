// mergestorm/sessions: the session store, its two implementations, and what holds a third one to the same.

export { openSqliteStore } from './sqlite/sqlite-store.js';
export type { OpenedStore, SqliteStoreOptions } from './sqlite/sqlite-store.js';
export type { OpenError } from './sqlite/open-error.js';
export { createMemoryStore } from './memory/memory-store.js';
export { ourLiveness, systemProcesses } from './process-lookup.js';
export { ManualClock, systemSessionClock } from './session-clock.js';
export type { SessionClock } from './session-clock.js';
export type { ProcessLookup } from './operation.js';
export type {
  Answer,
  Awaitable,
  Busy,
  Cancelled,
  ClaimedLease,
  LeaseView,
  SessionError,
  SessionErrorCode,
  SessionStore,
  StoreMethod,
  StoreMethods,
  Submitted,
  SyncSessionStore,
} from './store.js';
export type {
  CheckpointRequest,
  CheckpointResult,
  Command,
  CommitRequest,
  CommitResult,
  DeliveryPolicy,
  InputBoundary,
  InputClaim,
  InputDraft,
  InputReference,
  InputSelection,
  InputState,
  InputTarget,
  Lease,
  Liveness,
  Owner,
  SessionState,
  SlotPolicy,
  TurnInput,
  Work,
  WorkBoundary,
  WorkClaim,
  WorkDraft,
  WorkReference,
  WorkSubject,
} from './terms.js';
export { conformanceCases } from './conformance/registry.js';
export { runConformance, runConformanceCase } from './conformance/run-conformance.js';
export type {
  ConformanceOptions,
  ConformanceReport,
  ConformanceResult,
  CreateStore,
  StoreControls,
} from './conformance/run-conformance.js';
export type {
  ConformanceCase,
  ConformanceControl,
  ConformanceHarness,
} from './conformance/conformance-case.js';
export { ConformanceFailure } from './conformance/expectations.js';
export { command, newInput, processWake, turnWork } from './scenarios/drafts.js';
export type { HolderProcess, ScenarioHarness } from './scenarios/harness.js';
export type { Expected, Phase } from './scenarios/phase.js';
export type { RegisteredScenario } from './scenarios/registered.js';
export { SCENARIOS } from './scenarios/registry.js';
export { runScenarios } from './scenarios/run-scenarios.js';
export type { ScenarioRun } from './scenarios/run-scenarios.js';
export { scenario, ScenarioOrderError } from './scenarios/scenario.js';
export { ScenarioFailure } from './scenarios/unmet.js';
