// Bugs in what checkpoints and commits check and write.

import { correctOperations as correct } from '../../../../src/sessions/operations/registry.js';
import type { SequentialPlant } from './lies.js';
import { alive, early, inputs, leases, nothing, plant, seeing, unclaimed } from './lies.js';

export const SAVING_PLANTS: readonly SequentialPlant[] = [
  plant('commits without a check of the fence', 'no commit with the fence of an earlier holder', {
    commit: (scene, args) =>
      correct.commit(
        seeing(
          scene,
          leases(scene, (row) => alive(row, args.request.fence)),
        ),
        args,
      ),
  }),
  plant('commits at the instant of expiry', 'no commit at the instant of expiry', {
    commit: (scene, args) => correct.commit(early(scene), args),
  }),
  plant('completes rows before it saves', 'a commit that names an unclaimed input lands nothing', {
    commit: (scene, args) => {
      const { session_id, request } = args;
      const { work, inputs } = request.completes;
      const completed = correct.completeWork(scene, { session_id, claims: work });
      const rest = { ...request, completes: { work: [], inputs } };
      return completed.ok ? correct.commit(scene, { session_id, request: rest }) : completed;
    },
  }),
  plant(
    'saves without completing',
    'a commit lands state, completions, deferral and release at once',
    {
      commit: (scene, args) =>
        correct.commit(seeing(scene, { completeWork: nothing, putInput: nothing }), args),
    },
  ),
  plant('saves before it knows the claims', 'a commit that names unclaimed work lands nothing', {
    commit: (scene, args) => {
      const answer = correct.commit(scene, args);
      const { turn_index, state } = args.request;
      const superseded = !answer.ok && answer.error.code === 'ClaimSuperseded';
      for (const revision of superseded ? [99] : []) {
        scene.tables.putState(args.session_id, { turn_index, state, revision });
      }
      return answer;
    },
  }),
  plant('makes a commit again', 'a commit that is sent again answers as at first', {
    commit: (scene, args) => correct.commit(seeing(scene, { commit: () => null }), args),
  }),
  plant('knows commits by their id alone', 'another commit under a known id is a conflict', {
    commit: (scene, args) => {
      const known = scene.tables.commit(args.session_id, args.request.commit_id);
      return known ? { ok: true, value: known.result } : correct.commit(scene, args);
    },
  }),
  plant('lets the turn index fall', 'the turn index never falls', {
    checkpoint: (scene, args) => {
      const state = scene.tables.state(args.session_id);
      const lowest = state && { ...state, turn_index: 0 };
      return correct.checkpoint(seeing(scene, { state: () => lowest }), args);
    },
  }),
  plant('defers what is claimed', 'what is cancelled or claimed is not deferred', {
    checkpoint: (scene, args) => correct.checkpoint(seeing(scene, inputs(scene, unclaimed)), args),
  }),
];
