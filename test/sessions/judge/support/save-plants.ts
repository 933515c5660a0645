// Histories that violate a property each: of what is saved.

import { commitOf, TTL_MS } from '../../support/scene.js';
import { HistoryBuilder } from './history-builder.js';
import type { HistoryPlant } from './plant.js';
import { a, b, succeeded } from './plant.js';

export const savePlants: readonly HistoryPlant[] = [
  {
    property: 'fenced-commit',
    what: 'a commit under a fence that was succeeded',
    tell: () => committedLate(succeeded(), 1),
  },
  {
    property: 'fenced-commit',
    what: 'a commit after the release',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('releaseLease', { fence: told.leased(a).fence });
      return committedLate(told, 1);
    },
  },
  {
    property: 'fenced-commit',
    what: 'a commit after the expiry, which another session has shown',
    tell: () => {
      const told = new HistoryBuilder();
      told.leased(a);
      told.clock.advance(TTL_MS);
      const elsewhere = { session_id: 's2', owner: b, ttl_ms: TTL_MS };
      told.does('tryClaimLease', elsewhere);
      return committedLate(told, 1);
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a revision that no accepted call has saved',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence) });
      const args = { request: commitOf(fence) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 3, deferred: [] });
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a refused commit whose state is read',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('checkpoint', { request: commitOf(told.leased(a).fence) });
      return told.says('readState', {}, { turn_index: 1, revision: 1, state: 'refused' });
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a revision given twice',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence) });
      const args = { request: commitOf(fence) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 1, deferred: [] });
    },
  },
  {
    property: 'rising-turns',
    what: 'a turn index that falls',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence, { turn_index: 2 }) });
      const args = { request: commitOf(fence, { turn_index: 1 }) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 2, deferred: [] });
    },
  },
  {
    property: 'replayed-commits',
    what: 'a commit that is answered in two ways',
    tell: () => {
      const told = new HistoryBuilder();
      const request = commitOf(told.leased(a).fence);
      const result = told.does('commit', { request });
      return told.says('commit', { request }, { ...result, revision: result.revision + 1 });
    },
  },
  {
    property: 'replayed-commits',
    what: 'a commit that is accepted with two contents',
    tell: () => {
      const told = new HistoryBuilder();
      const request = commitOf(told.leased(a).fence);
      const result = told.does('commit', { request });
      return told.says('commit', { request: { ...request, state: 'other' } }, result);
    },
  },
];

function committedLate(told: HistoryBuilder, fence: number): HistoryBuilder {
  const request = commitOf(fence);
  const result = { turn_index: 1, revision: 1, deferred: [], commit_id: 'c1', fence };
  return told.says('commit', { request }, result);
}
