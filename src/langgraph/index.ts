// mergestorm/langgraph: a LangGraph store that merges concurrent puts. Needs the peer @langchain/langgraph.

export { actingAs } from './acting-as.js';
export type { Channel, ChannelCounts, ChannelOptions } from './channel.js';
export type { StoreEscalation, StoreStats } from './core-terms.js';
export type { DurableOptions } from './disk/open-durable.js';
export type {
  AttributedPart,
  KeyAttribution,
  KeyEscalation,
  Path,
  StoreAuthor,
  StoreContender,
} from './key-terms.js';
export { TEXT_NAMES } from './kind-finder.js';
export { STORE_KINDS } from './kinds.js';
export type { Kinds, StoreKind } from './kinds.js';
export type { ImportReport } from './replication.js';
export { SyncedStore } from './runtime/synced-store.js';
export type { OpenOptions, SyncedStoreOptions } from './runtime/options.js';
export { ANONYMOUS } from './scopes.js';
export { ESCALATED, isEscalated } from './sentinel.js';
export type { Sentinel, SentinelContender } from './sentinel.js';
export { StoreError } from './store-error.js';
export type { StoreErrorCode } from './store-error.js';
export type { Transport } from './transport.js';
