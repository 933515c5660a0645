// Histories in which what is claimed is not what was handed in.

import { nextTurnInput, turnWork } from '../../support/scene.js';
import { HistoryBuilder } from './history-builder.js';
import type { HistoryPlant } from './plant.js';
import { a } from './plant.js';

export const faithfulPlants: readonly HistoryPlant[] = [
  {
    property: 'faithful-rows',
    what: 'work claimed with a payload that it was not handed in with',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const work = told.does('enqueueWork', { draft: turnWork() });
      const args = { fence, boundary: 'idle', max: 1 } as const;
      return told.says('claimReadyWork', args, [{ work: { ...work, payload: 'other' }, fence }]);
    },
  },
  {
    property: 'faithful-rows',
    what: 'an input claimed that nobody handed in',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      const args = { fence, selection: { type: 'next_turn' }, max: 1 } as const;
      const stray = { ...input, input_id: 77, state: 'accepted' } as const;
      return told.says('claimInputs', args, [{ input: stray, fence }]);
    },
  },
];
