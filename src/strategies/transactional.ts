// The transactional strategy: a serialised, kind-aware log of commits, and a model that re-judges what the
// log cannot merge.
//
// Every replica keeps every write it knows, in one commit order that follows causality (Lamport clock,
// then agent, then op). Sets are unions and texts are joined in that order, each part with its exact
// write. A scalar write carries what it follows: the scalar writes of its field that its replica had
// received, its agent's own, and what it declares; the values that no known write follows stand. If they
// differ, or the field was written with several kinds, each replica asks the model once for each distinct
// set of candidates, at the end of the import that brought them.

import { TransactionalReplica } from './transactional/replica.js';
import type { Strategy } from './strategy.js';

export const transactional: Strategy = {
  name: 'transactional',
  summary: 'serialised log that merges by kind; a model re-judges each conflict, for a call each',
  version: '1',
  expectation: 'pass',
  capabilities: { merges_by_kind: true, escalates: true, attributes: true, calls_model: true },
  memory: {
    replica_bytes: 4 * 1024,
    held_write_bytes: 512,
    held_field_bytes: 2 * 1024,
    held_version_bytes: 32,
    thread_limit_bytes: 4 * 1024 ** 3,
  },
  pace: {
    write_ns: 10_000,
    replica_ns: 1_200_000,
    blob_ns: 0,
    lone_blob_ns: 150_000,
    held_write_ns: 2_400,
    held_version_ns: 40,
  },
  createReplica: (context) => new TransactionalReplica(context),
};
