// Bugs in what is queued: work that is claimed twice, inputs that are taken in twice, not at all, or cancelled late.

import { canonicalJson } from '../../model/canonical.js';
import {
  cancelAgainstClaim,
  submitAgainstCompletion,
  submitAgainstSubmit,
} from '../explore/scripts/inputs.js';
import { claimAgainstClaimOfWork } from '../explore/scripts/queue.js';
import { decidesThenWrites, withTables } from './changed-tables.js';
import type { OperationPlant, StepwisePlant } from './plant.js';

export const claimsWithoutCompare: StepwisePlant = {
  name: 'claims rows without compare-and-set',
  how: 'stepwise',
  breaks: 'claimed-once',
  consequences: [],
  shown_by: claimAgainstClaimOfWork,
  plant: ({ claimReadyWork }) => ({ claimReadyWork: decidesThenWrites(claimReadyWork) }),
};

export const dedupesByPayload: OperationPlant = {
  name: 'takes inputs of equal payload for one',
  how: 'operation',
  breaks: 'ingress-once',
  consequences: [],
  shown_by: submitAgainstSubmit,
  plant: ({ submitInput }) => ({
    submitInput: (scene, args) => {
      const { tables } = scene;
      const payload = canonicalJson(args.draft.payload);
      const inputOfKey = (session_id: string) =>
        tables.openInputs(session_id).find((row) => canonicalJson(row.input.payload) === payload) ??
        null;
      return submitInput(withTables(scene, { inputOfKey }), args);
    },
  }),
};

export const forgetsCompletedKeys: OperationPlant = {
  name: 'forgets the keys of completed inputs',
  how: 'operation',
  breaks: 'ingress-once',
  consequences: [],
  shown_by: submitAgainstCompletion,
  plant: ({ submitInput }) => ({
    submitInput: (scene, args) => {
      const { tables } = scene;
      const inputOfKey = (...named: Parameters<typeof tables.inputOfKey>) => {
        const row = tables.inputOfKey(...named);
        return row?.input.state === 'completed' ? null : row;
      };
      return submitInput(withTables(scene, { inputOfKey }), args);
    },
  }),
};

export const cancelsClaimed: OperationPlant = {
  name: 'cancels an input that is claimed live',
  how: 'operation',
  breaks: 'cancel-or-claim',
  consequences: [],
  shown_by: cancelAgainstClaim,
  plant: ({ cancelInput }) => ({
    cancelInput: (scene, args) => {
      const { tables } = scene;
      const input = (...named: Parameters<typeof tables.input>) => {
        const row = tables.input(...named);
        return row && { ...row, claimed_fence: null };
      };
      return cancelInput(withTables(scene, { input }), args);
    },
  }),
};
