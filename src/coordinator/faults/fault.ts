// What a fault is to the plan: its canonical text and, once it is planted among the agents of one
// repetition, what it strikes. Each kind of fault is one file in kinds/, and knows nothing of the others.

import type { Random } from '../../model/random.js';
import type { Copy, Crash, FaultEffect } from './fault-plan.js';

/** What is wrong with the text of a fault, and what to write instead. */
export interface Bad {
  readonly type: 'bad';
  readonly reason: string;
  readonly remedy: string;
}

/** One fault of a mix, as it was asked for. */
export interface Fault {
  readonly name: string;
  /** Canonical: equal faults have equal texts, and it reads back as this fault. */
  readonly text: string;
  readonly effect: FaultEffect;
  plant(place: Place): Striker;
}

/** Where a fault is planted. */
export interface Place {
  /** Of this fault alone, so that no fault moves what another strikes. */
  readonly seed: number;
  /** 1 or more. */
  readonly agents: number;
}

/** One blob on one edge in one pass; agents by index. */
export interface Sending {
  readonly pass: number;
  readonly sender: number;
  readonly receiver: number;
  /** Counted from 0 where one edge is used more than once in a pass. */
  readonly attempt: number;
}

/** A crash that does not know yet which fault of a mix it belongs to. */
export type PlannedCrash = Omit<Crash, 'fault'>;

interface Lasting {
  /** The last pass that it must see to have come and gone; null where it lasts as long as the storm. */
  readonly last_pass: number | null;
  /** Why it struck nothing, should it end so; where left out, chance or its window is the reason. */
  readonly idle_reason?: string;
}

export interface BlobStriker extends Lasting {
  readonly type: 'blobs';
  strikes(sending: Sending): boolean;
  /** What becomes of the copies of a blob that it strikes. */
  alter(copies: readonly Copy[], sending: Sending): readonly Copy[];
}

export interface AgentStriker extends Lasting {
  readonly type: 'agents';
  /** In order of agents, one per agent at most. */
  crashes(pass: number): readonly PlannedCrash[];
}

export interface ClockStriker extends Lasting {
  readonly type: 'clocks';
  /** Ticks by which the agent's clock is ahead, 0 or more. */
  ahead(agent_index: number): number;
}

export type Striker = BlobStriker | AgentStriker | ClockStriker;

export interface FaultKind {
  readonly name: string;
  /** One line for `mergestorm list`. */
  readonly summary: string;
  /** One fault of this kind in full, as it may be typed. */
  readonly example: string;
  /** Reads what stands behind `name=`, cut at its colons and before its `@`. */
  read(pieces: readonly string[]): { readonly type: 'fault'; readonly fault: Fault } | Bad;
  /**
   * The text of one such fault for a swarm. Left out where a correct strategy may come to harm by it, so
   * that whatever a swarm finds is a finding.
   */
  readonly draw?: (random: Random) => string;
}
