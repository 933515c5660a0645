// How often agents met in races. The chronicle's order of turns respects causality, and receipt is transitive:
// where every turn of a field knew the one before it, all of them are in one line. Declarations are not
// closed over receipt, so a field with any is looked at pair by pair.

import { declaresAfter } from '../model/causality.js';
import type { Write } from '../model/write.js';
import { groupBy } from './grouping.js';
import type { Turn } from './knowledge/chronicle.js';
import type { HeldUnits } from './knowledge/replay.js';
import { replayAll } from './knowledge/replay.js';
import type { Ledger } from './ledger.js';
import { isRace } from './ledger-entries.js';

/** What one turn wrote to one field. */
interface FieldTurn {
  readonly turn: Turn;
  readonly writes: readonly Write[];
}

/** The turns of one race and field, in an order that respects causality. */
interface Meeting {
  readonly turns: FieldTurn[];
  declared: boolean;
  contended: boolean;
}

/** Pairs of a race and a field that two agents or more wrote to, neither having received the other. */
export function countRaced(ledger: Ledger, block_units?: number): number {
  const meetings = new Meetings(ledger);
  const turn = (one: Turn, held: HeldUnits): void => {
    meetings.enter(one, held);
  };
  replayAll(ledger.chronicle, { turn }, block_units);
  return meetings.countContended();
}

class Meetings {
  readonly #meetings = new Map<string, Meeting>();
  /** Where each turn stands in the meetings that it takes part in. */
  readonly #places = new Map<Turn, readonly { readonly meeting: Meeting; readonly at: number }[]>();

  constructor(ledger: Ledger) {
    const raced = ledger.entries().rounds.map(isRace);
    for (const step of ledger.chronicle.steps) {
      if (step.type !== 'turns') continue;
      for (const turn of step.turns) if (raced[turn.round]) this.#add(turn, ledger);
    }
  }

  /** Compares the turn with those before it whose units are in the block. */
  enter(turn: Turn, held: HeldUnits): void {
    for (const { meeting, at } of this.#places.get(turn) ?? []) {
      const first = meeting.declared ? 0 : Math.max(at - 1, 0);
      for (let earlier = first; earlier < at && !meeting.contended; earlier += 1) {
        const [one, other] = [meeting.turns[earlier], meeting.turns[at]];
        if (one && other && areConcurrent(one, other, held)) meeting.contended = true;
      }
    }
  }

  countContended(): number {
    return [...this.#meetings.values()].filter(({ contended }) => contended).length;
  }

  #add(turn: Turn, { rounds }: Ledger): void {
    const writes = rounds[turn.round]?.[turn.agent_index]?.slice(turn.from, turn.to) ?? [];
    const places = [...groupBy(writes, ({ field }) => field)].map(([field, own]) => {
      const meeting = this.#meetingOf(turn.round, field);
      if (own.some(({ happens_after }) => happens_after)) meeting.declared = true;
      return { meeting, at: meeting.turns.push({ turn, writes: own }) - 1 };
    });
    this.#places.set(turn, places);
  }

  #meetingOf(round: number, field: string): Meeting {
    const key = `${round} ${field}`;
    const known = this.#meetings.get(key);
    if (known) return known;
    const created = { turns: [], declared: false, contended: false };
    this.#meetings.set(key, created);
    return created;
  }
}

/** The later turn's author, of which `held` is what it held, knew nothing of the earlier one, nor the reverse. */
function areConcurrent(earlier: FieldTurn, later: FieldTurn, held: HeldUnits): boolean {
  const { unit, agent_index } = earlier.turn;
  if (agent_index === later.turn.agent_index) return false;
  if (unit < held.block.first || unit >= held.block.end || held.holds(unit)) return false;
  return earlier.writes.some((one) => later.writes.some((other) => !isDeclared(one, other)));
}

function isDeclared(one: Write, other: Write): boolean {
  return (
    declaresAfter(one, other.agent_id, other.op_id) || declaresAfter(other, one.agent_id, one.op_id)
  );
}
