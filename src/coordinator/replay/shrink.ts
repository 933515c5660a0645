// From a history that fails to the smallest found that still fails in the same way. Coarse parts are left out
// first (rounds, agents), then single ones (Misherghi and Su, "HDD: hierarchical delta debugging", 2006), as
// often as that makes it smaller. Deterministic: the same history and the same answers give the same result.

import { createHash } from 'node:crypto';
import type { Deliveries } from '../../model/deliveries.js';
import type { LedgerEntries } from '../../verdict/ledger-entries.js';
import { minimise } from './minimise.js';
import type { DeliveryParts, HistoryParts, RoundParts } from './parts.js';
import { takeApart } from './parts.js';
import { rebuild } from './rebuild.js';

/** Whether a history fails in the way that is being looked for. */
export type HistoryFails = (entries: LedgerEntries) => Promise<boolean>;

export interface ShrinkOptions {
  /** Histories that are tried at most. */
  readonly attempts: number;
  /** Called before each one. */
  readonly trying?: (attempt: number) => void;
}

export interface Shrunk {
  /** `minimal`: it does not fail without any one part of it; `attempts_spent`: it might. */
  readonly type: 'minimal' | 'attempts_spent';
  readonly entries: LedgerEntries;
  /** Histories that were tried. */
  readonly attempts: number;
}

/** The history must fail. */
export async function shrinkHistory(
  entries: LedgerEntries,
  fails: HistoryFails,
  options: ShrinkOptions,
): Promise<Shrunk> {
  const trial = new Trial(fails, options);
  const spelled = await spellOut(entries, trial);
  const left = await shrinkParts(takeApart(spelled), trial);
  const type = trial.spent ? 'attempts_spent' : 'minimal';
  return { type, entries: left ?? spelled, attempts: trial.attempts };
}

/** A list of N² arrivals for more agents than this would take longer than it could save. */
const MAX_SPELLED_AGENTS = 16;

/** Every arrival of a pass that reached everyone by itself, where that fails too: each can then be left out. */
async function spellOut(entries: LedgerEntries, trial: Trial): Promise<LedgerEntries> {
  if (entries.agents.length > MAX_SPELLED_AGENTS) return entries;
  let pass = 0;
  const rounds = entries.rounds.map(({ writes, deliveries }) => ({
    writes,
    deliveries: deliveries.map((delivery): Deliveries => {
      const number = pass;
      if (delivery.type === 'pass' || delivery.type === 'everyone_to_everyone') pass += 1;
      return delivery.type === 'everyone_to_everyone'
        ? listed(entries.agents.length, number)
        : delivery;
    }),
  }));
  const spelled = { ...entries, rounds };
  return (await trial.fails(spelled)) ? spelled : entries;
}

/** Each receiver hears first of those behind it, as over a mesh. */
function listed(agents: number, pass: number): Deliveries {
  const steps = Array.from({ length: agents - 1 }, (_, step) => step + 1);
  const receivers = Array.from({ length: agents }, (_, receiver) => receiver);
  const edges = receivers.flatMap((receiver) =>
    steps.map((step) => ({ sender: (receiver + step) % agents, receiver })),
  );
  return {
    type: 'pass',
    senders: edges.map(({ sender }) => sender),
    receivers: edges.map(({ receiver }) => receiver),
    exported: edges.map(() => pass),
  };
}

/** Undefined where nothing could be left out. */
async function shrinkParts(parts: HistoryParts, trial: Trial): Promise<LedgerEntries | undefined> {
  let kept: ReadonlySet<number> = new Set(Array.from({ length: parts.count }, (_, id) => id));
  let smallest: LedgerEntries | undefined;
  for (let before = Infinity; kept.size < before && !trial.spent;) {
    before = kept.size;
    for (const groupsOf of GROUPINGS) {
      const groups = groupsOf(parts).map((group) => group.filter((id) => kept.has(id)));
      const whole = groups.filter((group) => group.length > 0);
      const grouped = new Set(whole.flat());
      const others = [...kept].filter((id) => !grouped.has(id));
      const left = await minimise(whole, async (chosen) => {
        const candidate = rebuild(parts, new Set([...others, ...chosen.flat()]));
        if (!candidate || !(await trial.fails(candidate))) return false;
        smallest = candidate;
        return true;
      });
      kept = new Set([...others, ...left.flat()]);
    }
  }
  return smallest;
}

/** From coarse to fine: what is left out together. */
const GROUPINGS: readonly ((parts: HistoryParts) => readonly (readonly number[])[])[] = [
  ({ rounds }) => rounds.map(contentOf),
  ({ agents }) => agents.map(({ id }) => [id]),
  ({ rounds }) => rounds.flatMap((round) => round.deliveries.map(idsOf)),
  ({ count }) => Array.from({ length: count }, (_, id) => [id]),
];

function contentOf({ writes, deliveries }: RoundParts): readonly number[] {
  return [...writes.flat().map(({ id }) => id), ...deliveries.flatMap(idsOf)];
}

/** Of a race what was accepted: writes go with the rounds. */
function idsOf(delivery: DeliveryParts): readonly number[] {
  switch (delivery.type) {
    case 'everyone':
    case 'restart':
      return [delivery.id];
    case 'pass':
      return delivery.arrivals.map(({ id }) => id);
    case 'race':
      return delivery.timelines.flat().flatMap(({ id, value }) => {
        return id !== null && value[0] === 'accept' ? [id] : [];
      });
  }
}

/** Asks no history twice, and no more than it may. */
class Trial {
  readonly #fails: HistoryFails;
  readonly #options: ShrinkOptions;
  readonly #known = new Map<string, boolean>();
  #attempts = 0;

  constructor(fails: HistoryFails, options: ShrinkOptions) {
    this.#fails = fails;
    this.#options = options;
  }

  get attempts(): number {
    return this.#attempts;
  }

  get spent(): boolean {
    return this.#attempts >= this.#options.attempts;
  }

  async fails(entries: LedgerEntries): Promise<boolean> {
    const digest = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
    const known = this.#known.get(digest);
    if (known !== undefined) return known;
    if (this.spent) return false;
    this.#attempts += 1;
    this.#options.trying?.(this.#attempts);
    const fails = await this.#fails(entries);
    this.#known.set(digest, fails);
    return fails;
  }
}
