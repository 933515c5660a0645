// One repetition of one cell: agents write at once, blobs are exchanged, round by round, until all is
// healed; then every replica is read and handed, with the ledger of what was issued and delivered, to the judge.

import type { Evidence, FinalState, RoundObservation } from '../verdict/evidence.js';
import type { Judgement } from '../verdict/judge.js';
import { judge } from '../verdict/judge.js';
import type { ShardMeasurements } from '../workers/protocol.js';
import { close, keep, weigh } from './after-measuring.js';
import { brokenBy } from './broken-repetition.js';
import { Exchange } from './exchange/exchange.js';
import type { ExchangeParts } from './exchange/parts.js';
import { mergeFinals } from './finals.js';
import { openCommandOf } from './open-command.js';
import type { RepetitionMeters } from './repetition-meters.js';
import { startMeters } from './repetition-meters.js';
import { partsOf, startLineOf } from './repetition-parts.js';
import type { KeptBlob, RepetitionPlan, RepetitionResult } from './repetition-plan.js';
import type { ShardHost } from './shard-link.js';
import { askAll, askOne } from './shard-link.js';
import type { SharedStore } from './shared-store/shared-store.js';
import { withSharedStore } from './shared-store/with-shared-store.js';
import { enterSkewedWins } from './skewed-wins.js';
import { WritePhase } from './write-phase.js';

/**
 * @throws ShardError where a shard failed; the host must then be destroyed. BrokenRepetitionError where it was
 *   the strategy that threw.
 */
export function runRepetition(host: ShardHost, plan: RepetitionPlan): Promise<RepetitionResult> {
  return withSharedStore(plan, (shared) => runWith(shared, host, plan));
}

async function runWith(
  shared: SharedStore | null,
  host: ShardHost,
  plan: RepetitionPlan,
): Promise<RepetitionResult> {
  const meters = startMeters();
  const repetition = new Repetition(host, plan, shared);
  try {
    return await runThrough(repetition, plan, meters);
  } catch (thrown) {
    throw brokenBy(thrown, () => repetition.evidence);
  }
}

async function runThrough(
  repetition: Repetition,
  plan: RepetitionPlan,
  meters: RepetitionMeters,
): Promise<RepetitionResult> {
  await repetition.open();
  for (const round of plan.script.rounds.keys()) {
    await repetition.round(round);
    if (round < plan.script.rounds.length - 1) await repetition.observe(round);
  }
  await repetition.heal();
  await repetition.read();
  const judgement = repetition.judge();
  const wall_ns = meters.wallNs();
  const shards = await repetition.measure();
  const peaks = meters.peaks();
  // From here on nothing is measured: keeping and freeing states is no part of any number.
  const needed_bytes = await repetition.weigh();
  const blobs = plan.blobs === 'keep' ? await repetition.keep() : null;
  await repetition.close();
  const { evidence } = repetition;
  const totals = repetition.totals(needed_bytes);
  return { ...totals, evidence, judgement, shards, blobs, wall_ns, ...peaks };
}

class Repetition {
  readonly #plan: RepetitionPlan;
  readonly #parts: ExchangeParts;
  readonly #writes: WritePhase;
  readonly #observations: RoundObservation[] = [];
  readonly #finals: FinalState[] = [];
  #exchange: Exchange | null = null;
  #model_calls: readonly number[] = [];

  constructor(host: ShardHost, plan: RepetitionPlan, shared: SharedStore | null) {
    this.#plan = plan;
    this.#parts = partsOf(host.open(), plan, shared);
    this.#writes = new WritePhase(this.#parts);
  }

  async open(): Promise<void> {
    const { group, roster, faults, shared } = this.#parts;
    const start_line = startLineOf(group, this.#plan);
    const surroundings = { start_line, shared: shared?.place ?? null };
    const replies = await askAll(group.links, (shard) =>
      openCommandOf(this.#plan, roster.seats[shard] ?? [], faults, surroundings),
    );
    const skills = new Set(replies.map(({ deltas }) => deltas));
    const [deltas = 'none'] = skills.size === 1 ? skills : [];
    this.#exchange = new Exchange(this.#parts, this.#writes, deltas);
    await this.#exchange.begin();
  }

  async round(round: number): Promise<void> {
    await this.#exchange?.round(round);
  }

  async heal(): Promise<void> {
    await this.#exchange?.settle();
  }

  /** Reads the conflicts that stand at one replica, another one each round, outside all timed
   * phases. */
  async observe(round: number): Promise<void> {
    const { group, roster } = this.#parts;
    const agent_index = round % roster.agents;
    const { shard, seat } = roster.placeOf(agent_index);
    const { escalations } = await askOne(group, shard, { type: 'observe', seat });
    this.#observations.push({ round, agent_index, escalations });
  }

  async read(): Promise<void> {
    const { group, stopwatch } = this.#parts;
    const replies = await stopwatch.time('read', () =>
      askAll(group.links, () => ({ type: 'read' })),
    );
    this.#model_calls = replies.flatMap((reply) => reply.model_calls);
    this.#finals.push(...mergeFinals(replies.flatMap((reply) => reply.readings)));
    this.#observeFinals();
    enterSkewedWins(this.#parts, this.#finals);
  }

  /** After the last round nothing changes any more, so the final readings are what is observed of it. */
  #observeFinals(): void {
    const round = this.#plan.script.rounds.length - 1;
    for (const { reading, agent_indexes } of this.#finals) {
      const [agent_index = 0] = agent_indexes;
      this.#observations.push({ round, agent_index, escalations: reading.escalations });
    }
  }

  get evidence(): Evidence {
    const { ledger, tally, traffic, shared } = this.#parts;
    const heal = this.#exchange?.heal;
    const { detection, blobs } = traffic;
    const { undelivered } = blobs;
    return {
      ledger,
      observations: this.#observations,
      finals: this.#finals,
      attributes: this.#plan.attributes,
      ...(this.#plan.faults && { faults: tally.accounts() }),
      ...(heal && { heal }),
      ...(detection && { detection }),
      ...(undelivered.length > 0 && { undelivered }),
      ...(shared && { coordination: shared.coordination }),
    };
  }

  judge(): Judgement {
    return judge(this.evidence, this.#plan.checks);
  }

  async measure(): Promise<readonly ShardMeasurements[]> {
    return askAll(this.#parts.group.links, () => ({ type: 'measure' }));
  }

  weigh(): Promise<number | null> {
    return weigh(this.#parts);
  }

  keep(): Promise<readonly KeptBlob[]> {
    return keep(this.#parts.group);
  }

  close(): Promise<void> {
    return close(this.#parts.group);
  }

  totals(needed_bytes: number | null) {
    const { stopwatch, group, traffic } = this.#parts;
    const { messages, bytes, delivered_bytes, detection } = traffic;
    const blob_ends = traffic.blobs.balance();
    const { load } = this.#plan.terms;
    return {
      content_digests: [...new Set(this.#finals.map(({ digests }) => digests.content))],
      write_intervals: this.#writes.intervals,
      model_calls: this.#model_calls,
      traffic: { messages, bytes, delivered_bytes, needed_bytes, blob_ends, detection },
      passes: this.#exchange?.passes ?? 0,
      heal_passes: this.#exchange?.heal_passes ?? 0,
      heal_ns: this.#exchange?.heal_ns ?? 0,
      visibility: this.#exchange?.visibility ?? null,
      unissued_count: load.type === 'closed' ? null : this.#writes.unissued_count,
      write_phase_ns: stopwatch.elapsedNs('write'),
      exchange_ns: stopwatch.elapsedNs('exchange'),
      read_phase_ns: stopwatch.elapsedNs('read'),
      parallel_efficiency: stopwatch.busyShare(group.links.length),
    };
  }
}
