// Bugs in what of the queue is claimed and completed.

import { correctOperations as correct } from '../../../../src/sessions/operations/registry.js';
import type { SequentialPlant } from './lies.js';
import { alive, firstOf, leases, plant, seeing } from './lies.js';

export const WORK_PLANTS: readonly SequentialPlant[] = [
  plant('claims work again', 'a generation does not claim again what it has claimed', {
    claimReadyWork: (scene, args) =>
      correct.claimReadyWork(
        seeing(scene, {
          unclaimedWork: (id, _fence, limit) => scene.tables.openWork(id).slice(0, limit),
        }),
        args,
      ),
  }),
  plant('looks at the first 32 rows alone', 'many claimed rows never hide a later one', {
    claimReadyWork: (scene, args) =>
      correct.claimReadyWork(seeing(scene, { unclaimedWork: firstOf(scene, 32) }), args),
  }),
  plant('looks at the first 3 rows alone', 'many commands never hide the work behind them', {
    claimReadyWork: (scene, args) =>
      correct.claimReadyWork(seeing(scene, { unclaimedWork: firstOf(scene, 3) }), args),
  }),
  plant('claims work past a command', 'nothing is ready while a command is first', {
    claimReadyWork: (scene, args) =>
      correct.claimReadyWork(
        seeing(scene, {
          unclaimedWork: (id, fence, limit) => {
            const rows = scene.tables.unclaimedWork(id, fence, 10_000);
            return rows.filter(({ work }) => work.subject.class === 'turn_work').slice(0, limit);
          },
        }),
        args,
      ),
  }),
  plant(
    'gives active turns what waits for idle',
    'an active turn is not given work that waits for its commit',
    {
      claimReadyWork: (scene, args) => correct.claimReadyWork(scene, { ...args, boundary: 'idle' }),
    },
  ),
  plant('completes superseded claims', 'a superseded claim completes nothing', {
    completeWork: (scene, args) =>
      correct.completeWork(
        seeing(
          scene,
          leases(scene, (row) => alive(row, args.claims[0]?.fence ?? row.fence)),
        ),
        args,
      ),
  }),
  plant('completes as far as it can', 'work is completed together or not at all', {
    completeWork: (scene, args) => {
      const answers = args.claims.map((claim) =>
        correct.completeWork(scene, { ...args, claims: [claim] }),
      );
      return (
        answers.find((answer) => !answer.ok) ?? correct.completeWork(scene, { ...args, claims: [] })
      );
    },
  }),
];
