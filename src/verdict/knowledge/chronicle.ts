// The history of a ledger in the form in which knowledge is followed: who wrote when, and how what was known
// moved. Knowledge is counted in units: a run of one agent's writes that left it together, so that any other
// replica holds all of them or none. In lock-step exchange that is what an agent wrote in one round; in a race
// a unit ends with every blob that somebody accepted.
//
// Units need no incarnations: a write that a restarted agent lost is a unit it does not hold, like any other.

/** A run of one agent's writes: entries `from` to before `to` of its writes of that round. */
export interface Unit {
  readonly agent_index: number;
  readonly round: number;
  readonly from: number;
  readonly to: number;
}

/** Writes of one unit between which their author received nothing: it knew the same before each of them. */
export interface Turn extends Unit {
  readonly unit: number;
}

/** What somebody held at the start of a pass, or exported in a race, and that somebody needs later. */
export interface Keep {
  readonly agent_index: number;
  readonly slot: number;
}

export type Step =
  /** Turns of which none knows of the others: those of a round, or one of a race. */
  | { readonly type: 'turns'; readonly turns: readonly Turn[] }
  /** From here on units `first` to before `end` are what their authors hold; before, they were being written. */
  | { readonly type: 'learn'; readonly first: number; readonly end: number }
  | {
      readonly type: 'pass';
      readonly keeps: readonly Keep[];
      readonly receivers: readonly number[];
      /** Entry i: the sender, where its blob is of this pass; otherwise the slot, as `-1 - slot`. */
      readonly sources: Int32Array;
    }
  | { readonly type: 'everyone'; readonly keeps: readonly Keep[] }
  /** Back to what was kept in that slot, or to nothing. */
  | { readonly type: 'restart'; readonly agent_index: number; readonly slot: number | null }
  | { readonly type: 'keep'; readonly keep: Keep }
  | { readonly type: 'accept'; readonly agent_index: number; readonly slot: number }
  | { readonly type: 'round_end'; readonly round: number };

export interface Chronicle {
  readonly agents: number;
  /** In the order in which they were begun. */
  readonly units: readonly Unit[];
  readonly steps: readonly Step[];
  /** Per unit, the index of its first step: nobody holds anything of it before. */
  readonly starts: readonly number[];
  /** How many things are kept for later. */
  readonly slots: number;
}

/** The unit that holds one write: `unitOf(chronicle)(round, agent_index, index)`. */
export type UnitLookup = (round: number, agent_index: number, index: number) => number;

/** Finds units by their writes. @returns a lookup that throws Error for a write that was never issued. */
export function unitLookup({ agents, units }: Chronicle): UnitLookup {
  const byTurn = new Map<number, number[]>();
  units.forEach(({ agent_index, round }, unit) => {
    const key = round * agents + agent_index;
    const own = byTurn.get(key);
    if (own) own.push(unit);
    else byTurn.set(key, [unit]);
  });
  return (round, agent_index, index) => {
    const own = byTurn.get(round * agents + agent_index) ?? [];
    const found = own.find((unit) => index < (units[unit]?.to ?? 0));
    if (found === undefined) {
      throw new Error(`agent number ${agent_index} made no write ${index} in round ${round}`);
    }
    return found;
  };
}
