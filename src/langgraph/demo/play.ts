// A scene under last-write-wins and under the crdt, side by side, and what that is claimed to show. Left to the
// caller: which strategies stand on the two sides (a test plants others) and how it is printed.

import { contributionsOf } from '../../model/contribution.js';
import type { Json } from '../../model/json.js';
import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { Strategy } from '../../strategies/strategy.js';
import { isAttributed } from './attributed.js';
import { claimsOf } from './claims.js';
import { fateOf, lostCount, valueOf } from './fate.js';
import type { Merged } from './merge.js';
import { mergeOnce } from './merge.js';
import type { PlayedContender, PlayedScene, PlayedSide, PlayedWrite, Side } from './played.js';
import type { Scene } from './scenes.js';

/** The side that drops, and the side that must not. */
export type Sides = Readonly<Record<Side, Strategy>>;

export async function playScene(scene: Scene, strategies: Sides): Promise<PlayedScene> {
  const { name, summary, right_outcome } = scene;
  const writes = scene.writes_by_agent.flat();
  const lww = await mergeOnce(strategies.lww, scene.writes_by_agent);
  const crdt = await mergeOnce(strategies.crdt, scene.writes_by_agent);
  const played = {
    ...{ name, summary, right_outcome },
    contributions: writes.flatMap(contributionsOf).length,
    writes: writes.map((write) => playedWrite(write, { lww, crdt })),
    sides: { lww: playedSide(lww, writes), crdt: playedSide(crdt, writes) },
  };
  return { ...played, claims: claimsOf(played) };
}

type Merges = Readonly<Record<Side, Merged>>;

function playedWrite(write: Write, { lww, crdt }: Merges): PlayedWrite {
  const { agent_id, field, kind, value } = write;
  const fates = { lww: fateOf(write, lww.reading), crdt: fateOf(write, crdt.reading) };
  const attributed = {
    lww: isAttributed(write, lww.reading),
    crdt: isAttributed(write, crdt.reading),
  };
  return { agent_id, field, kind, value, fates, attributed };
}

function playedSide({ reading, converged }: Merged, writes: readonly Write[]): PlayedSide {
  const names = [...new Set(writes.map(({ field }) => field))];
  return {
    converged,
    lost: writes.reduce((sum, write) => sum + lostCount(write, reading), 0),
    escalations: reading.escalations.length,
    fields: names.map((field) => ({
      field,
      value: readAs(field, reading),
      contenders: contendersOf(field, reading),
    })),
  };
}

function readAs(name: string, { fields }: Reading): Json {
  const found = fields.find(({ field }) => field === name);
  return found === undefined ? null : (valueOf(found) ?? null);
}

function contendersOf(name: string, { escalations }: Reading): readonly PlayedContender[] {
  const open = escalations.filter(({ field, status }) => field === name && status === 'open');
  return open.flatMap(({ contenders }) =>
    contenders.map(({ agent_id, value }) => ({ agent_id, value })),
  );
}
