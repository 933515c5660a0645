import type { JudgeBug } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** The oracle's own: one contribution that survived is entered twice. */
export const countsAFateTwice: JudgeBug = {
  name: 'enters the fate of a contribution twice',
  where: 'judge',
  planted_in: 'crdt',
  property: { type: 'check', name: 'conservation', verdict: 'FAIL', scene: overMesh(CROWDED) },
  plant: (examination) => ({
    ...examination,
    accounts: examination.accounts.map(({ fates, ...account }) => {
      return { ...account, fates: { ...fates, survived: fates.survived + 1 } };
    }),
  }),
};
