// What a scene is claimed to show, held against what was read. A strategy that drops nothing on the left, or
// anything on the right, makes a claim false: `mergestorm demo` then says so and ends with exit code 1.

import type { Claim } from '../claim.js';
import type { PlayedScene } from './played.js';

type Unclaimed = Omit<PlayedScene, 'claims'>;

const CLAIMS: Readonly<
  Record<PlayedScene['right_outcome'], (scene: Unclaimed) => readonly Claim[]>
> = { auto_merged: mergedClaims, escalated: escalatedClaims };

export function claimsOf(scene: Unclaimed): readonly Claim[] {
  return CLAIMS[scene.right_outcome](scene);
}

function mergedClaims({ writes, sides: { lww, crdt } }: Unclaimed): readonly Claim[] {
  return [
    {
      claim: 'lww drops contributions and says nothing',
      holds: lww.converged && lww.lost > 0 && lww.escalations === 0,
    },
    {
      claim: 'crdt keeps every contribution',
      holds:
        crdt.converged && crdt.lost === 0 && writes.every(({ fates }) => fates.crdt === 'survived'),
    },
    {
      claim: 'crdt names the author of each',
      holds: writes.every(({ attributed }) => attributed.crdt),
    },
    { claim: 'crdt escalates nothing', holds: crdt.escalations === 0 },
  ];
}

function escalatedClaims({ writes, sides: { lww, crdt } }: Unclaimed): readonly Claim[] {
  const contenders = crdt.fields.flatMap((field) => field.contenders);
  return [
    {
      claim: 'lww decides the conflict and says nothing',
      holds:
        lww.converged &&
        lww.escalations === 0 &&
        writes.filter(({ fates }) => fates.lww === 'arbitrated').length === 1,
    },
    {
      claim: 'crdt escalates, each value under its author',
      holds:
        crdt.converged &&
        crdt.escalations === 1 &&
        contenders.length === writes.length &&
        writes.every(({ fates }) => fates.crdt === 'escalated'),
    },
  ];
}
