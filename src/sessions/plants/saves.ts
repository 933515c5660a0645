// Bugs in commits: what they check, at which instant, and whether all of it lands together.

import { commitAgainstExpiry, completionAgainstTakeover } from '../explore/scripts/commits.js';
import type { StepwiseOperation } from '../explore/steps.js';
import type { Operations } from '../operation.js';
import { withLeases } from './changed-tables.js';
import type { OperationPlant, StepwisePlant } from './plant.js';

export const ignoresFence: OperationPlant = {
  name: 'commits without a check of the fence',
  how: 'operation',
  breaks: 'fenced-commit',
  consequences: [],
  shown_by: commitAgainstExpiry,
  plant: ({ commit }) => ({
    commit: (scene, args) => {
      const { fence } = args.request;
      const held = { fence, expires_ms: Infinity };
      return commit(
        withLeases(scene, (row) => ({ ...row, ...held })),
        args,
      );
    },
  }),
};

export const commitsAtExpiry: OperationPlant = {
  name: 'takes a commit exactly at expiry',
  how: 'operation',
  breaks: 'fenced-commit',
  consequences: [],
  shown_by: commitAgainstExpiry,
  plant: ({ commit }) => ({
    commit: (scene, args) => {
      const now_ms = scene.clock.now_ms();
      const isEnding = (expires_ms: number): boolean => expires_ms === now_ms;
      const lasting = withLeases(scene, (row) =>
        isEnding(row.expires_ms) ? { ...row, expires_ms: Infinity } : row,
      );
      return commit(lasting, args);
    },
  }),
};

/** Rows are completed first; the state may then be refused. */
export const completesApart: StepwisePlant = {
  name: 'completes rows in another step than the state',
  how: 'stepwise',
  breaks: 'refused-changes-nothing',
  // Nobody was told that the row is completed, and nobody will find it in the queue again.
  consequences: ['no-work-lost'],
  shown_by: completionAgainstTakeover,
  plant: ({ completeWork, commit }) => ({ commit: completeThenSave(completeWork, commit) }),
};

function completeThenSave(
  completeWork: Operations['completeWork'],
  commit: Operations['commit'],
): StepwiseOperation<'commit'> {
  return function* (scene, { session_id, request }) {
    const { work, inputs } = request.completes;
    yield;
    const completed = completeWork(scene, { session_id, claims: work });
    if (!completed.ok) return completed;
    yield;
    return commit(scene, { session_id, request: { ...request, completes: { work: [], inputs } } });
  };
}
