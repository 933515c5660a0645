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
