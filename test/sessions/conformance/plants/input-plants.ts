// Bugs in taking inputs in, claiming and cancelling them.

import { correctOperations as correct } from '../../../../src/sessions/operations/registry.js';
import type { SequentialPlant } from './lies.js';
import { alive, leases, inputs, ofPayload, plant, seeing, unclaimed, uncompleted } from './lies.js';

export const INPUT_PLANTS: readonly SequentialPlant[] = [
  plant('takes equal payloads for one input', 'inputs with other keys are new, however equal', {
    submitInput: (scene, args) =>
      correct.submitInput(seeing(scene, { inputOfKey: ofPayload(scene, args) }), args),
  }),
  plant('forgets completed keys', 'a key is still known once its input is completed', {
    submitInput: (scene, args) =>
      correct.submitInput(
        seeing(scene, { inputOfKey: (...named) => uncompleted(scene.tables.inputOfKey(...named)) }),
        args,
      ),
  }),
  plant('replays a changed payload', 'a known key with another payload is a conflict', {
    submitInput: (scene, args) => {
      const answer = correct.submitInput(scene, args);
      const known = scene.tables.inputOfKey(args.session_id, args.draft.source_key ?? '');
      const conflicts = !answer.ok && answer.error.code === 'SourceKeyConflict';
      if (!conflicts || !known) return answer;
      return { ok: true, value: { input: known.input, replayed: true } };
    },
  }),
  plant('cancels what is claimed', 'an input that is claimed is not cancelled', {
    cancelInput: (scene, args) =>
      correct.cancelInput(seeing(scene, inputs(scene, unclaimed)), args),
  }),
  plant('claims inputs again', 'inputs for the next turn are claimed in order, up to a number', {
    claimInputs: (scene, args) =>
      correct.claimInputs(seeing(scene, inputs(scene, unclaimed)), args),
  }),
  plant('replays claims that are over', 'a replay tells of a claim that is over as of none', {
    submitInput: (scene, args) =>
      correct.submitInput(
        seeing(
          scene,
          leases(scene, (row) => alive(row, row.fence)),
        ),
        args,
      ),
  }),
];
