// The judge of races knows of a call when it was made and when it was answered. Here both are known exactly, so it
// must agree with the explorer: nothing is wrong with the correct store, whatever the order.

import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/sessions/explore/events.js';
import type { Exploration } from '../../../src/sessions/explore/exploration.js';
import { interleavingsOf } from '../../../src/sessions/explore/explore.js';
import { memoryInSteps } from '../../../src/sessions/explore/memory.js';
import { SESSION } from '../../../src/sessions/explore/scripts/cast.js';
import { EXPLORATIONS } from '../../../src/sessions/explore/scripts/registry.js';
import type { OpenStore } from '../../../src/sessions/explore/steps.js';
import type { HistoryEntry, RaceHistory, SessionFinal } from '../../../src/sessions/history.js';
import { judgeHistory } from '../../../src/sessions/judge/judge.js';
import type { Plant } from '../../../src/sessions/plants/plant.js';
import { openPlanted } from '../../../src/sessions/plants/planted-store.js';
import { PLANTS } from '../../../src/sessions/plants/registry.js';
import {
  checksThenSets,
  clearsNewerLease,
  expiresByWallClock,
  reclaimsBlindly,
  reusesToken,
} from '../../../src/sessions/plants/leases.js';
import {
  cancelsClaimed,
  claimsWithoutCompare,
  dedupesByPayload,
  forgetsCompletedKeys,
} from '../../../src/sessions/plants/rows.js';
import {
  commitsAtExpiry,
  completesApart,
  ignoresFence,
} from '../../../src/sessions/plants/saves.js';
import type { Answer } from '../../../src/sessions/store.js';

/** Judging costs more than running. */
const MAX_JUDGED = 60;
const NS_PER_MS = 1e6;

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** The exploration, after which somebody writes down what the store holds. */
function withFinals(exploration: Exploration, finals: SessionFinal[]): Exploration {
  return {
    ...exploration,
    after: function* (stage) {
      yield* exploration.after(stage);
      finals.push({
        ...SESSION,
        lease: valueOf(yield* stage.store.inspectLease(SESSION)),
        open_work: valueOf(yield* stage.store.openWork(SESSION)),
        pending_inputs: valueOf(yield* stage.store.pendingInputs(SESSION)),
        state: valueOf(yield* stage.store.readState(SESSION)),
      });
    },
  };
}

/** No call overlaps another: each takes a nanosecond. */
function entryOf({ method, args, answer, at_ms }: Event, index: number): HistoryEntry {
  const began_ns = at_ms * NS_PER_MS + 2 * index;
  const who = { agent: 0, incarnation: 0, thread: 0 };
  return { ...who, method, args, answer, began_ns, ended_ns: began_ns + 1 } as HistoryEntry;
}

function historyOf(events: readonly Event[], final: SessionFinal | undefined): RaceHistory {
  const finals = final ? [final] : [];
  const entries = events.map(entryOf);
  return { seed: 1, sessions: [SESSION.session_id], agents: 1, entries, finals };
}

/** What the judge finds failed, interleaving by interleaving. */
function* failuresIn(exploration: Exploration, open: OpenStore): Generator<readonly string[]> {
  const finals: SessionFinal[] = [];
  for (const { events } of interleavingsOf(withFinals(exploration, finals), open)) {
    const findings = judgeHistory(historyOf(events, finals.at(-1)));
    const failed = findings.filter(({ verdict }) => verdict === 'FAIL');
    yield failed.map(({ property, message }) => `${property}: ${message}`);
  }
}

function failuresInFirst(count: number, failures: Generator<readonly string[]>): readonly string[] {
  const first: string[] = [];
  for (const failed of failures) {
    first.push(...failed);
    count -= 1;
    if (count === 0) break;
  }
  return first;
}

function isAmong(failures: Generator<readonly string[]>, property: string): boolean {
  for (const failed of failures) {
    if (failed.some((failure) => failure.startsWith(`${property}: `))) return true;
  }
  return false;
}

/** Which property of the judge stands for the invariant that the plant breaks. */
const SEEN_BY: readonly (readonly [Plant, string])[] = [
  [checksThenSets, 'one-live-holder'],
  [ignoresFence, 'fenced-commit'],
  [reclaimsBlindly, 'one-reclaimer'],
  [reusesToken, 'rising-fences'],
  [clearsNewerLease, 'linearizable'],
  [claimsWithoutCompare, 'work-once'],
  [completesApart, 'work-once'],
  [dedupesByPayload, 'ingress-once'],
  [forgetsCompletedKeys, 'ingress-once'],
  [expiresByWallClock, 'fenced-claim'],
  [commitsAtExpiry, 'linearizable'],
  [cancelsClaimed, 'linearizable'],
];

describe('the judge of races', () => {
  it.each(EXPLORATIONS.map((exploration) => [exploration.name, exploration] as const))(
    'finds nothing wrong with the correct store in: %s',
    (_, exploration) => {
      expect(failuresInFirst(MAX_JUDGED, failuresIn(exploration, memoryInSteps))).toEqual([]);
    },
  );

  it.each(SEEN_BY.map(([plant, property]) => [plant.name, plant, property] as const))(
    'sees through a store that %s',
    (_, plant, property) => {
      const failures = failuresIn(plant.shown_by, openPlanted(plant));
      expect(isAmong(failures, property)).toBe(true);
    },
  );

  it('is shown every planted bug', () => {
    expect(SEEN_BY.map(([plant]) => plant)).toEqual(PLANTS);
  });
});
