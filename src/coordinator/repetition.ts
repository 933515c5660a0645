// One repetition of one cell: agents write at once, blobs are exchanged, round by round; then every replica
// is read and handed, with the ledger of what was issued and delivered, to the judge.

import { elapsedNs, nowNs } from '../metrics/clock.js';
import { startCpuMeter } from '../metrics/cpu.js';
import type { ShardInterval } from '../metrics/intervals.js';
import { readPeakRssBytes, resetPeakRss } from '../metrics/peak-rss.js';
import type { Evidence, FinalState, RoundObservation } from '../verdict/evidence.js';
import type { Judgement } from '../verdict/judge.js';
import { judge } from '../verdict/judge.js';
import { Ledger } from '../verdict/ledger.js';
import { unpackBlobs } from '../workers/blob-pack.js';
import type { BlobPack, Seat, ShardMeasurements, StartLineReference } from '../workers/protocol.js';
import { createStartLine } from '../workers/start-line.js';
import { seatAgents } from './division.js';
import { mergeFinals } from './finals.js';
import { PhaseStopwatch, spanNs } from './phase-stopwatch.js';
import type { KeptBlob, RepetitionPlan, RepetitionResult } from './repetition-plan.js';
import type { ShardGroup, ShardHost } from './shard-link.js';
import { askAll } from './shard-link.js';

/** @throws ShardError where a shard failed; the host must then be destroyed. */
export async function runRepetition(
  host: ShardHost,
  plan: RepetitionPlan,
): Promise<RepetitionResult> {
  const peak = resetPeakRss();
  const cpuNs = startCpuMeter();
  const started_ns = nowNs();
  const repetition = new Repetition(host, plan);
  await repetition.open();
  for (const round of plan.script.rounds.keys()) {
    await repetition.write(round);
    await repetition.exchange(round);
    if (round < plan.script.rounds.length - 1) await repetition.observe(round);
  }
  await repetition.read();
  const judgement = repetition.judge();
  const wall_ns = elapsedNs(started_ns, nowNs());
  const shards = await repetition.measure();
  const peaks = { cpu_ns: cpuNs(), peak_rss_bytes: readPeakRssBytes(peak) };
  // From here on nothing is measured: keeping and freeing states is no part of any number.
  const blobs = plan.blobs === 'keep' ? await repetition.keep() : null;
  await repetition.close();
  const { evidence } = repetition;
  return { ...repetition.totals(), evidence, judgement, shards, blobs, wall_ns, ...peaks };
}

class Repetition {
  readonly #plan: RepetitionPlan;
  readonly #group: ShardGroup;
  readonly #seats: readonly (readonly Seat[])[];
  readonly #ledger: Ledger;
  readonly #observations: RoundObservation[] = [];
  readonly #finals: FinalState[] = [];
  readonly #write_intervals: ShardInterval[][] = [];
  readonly #stopwatch = new PhaseStopwatch();
  #model_calls: readonly number[] = [];
  #messages = 0;
  #bytes_exchanged = 0;

  constructor(host: ShardHost, plan: RepetitionPlan) {
    this.#plan = plan;
    this.#group = host.open();
    this.#seats = seatAgents(plan.script.agents, this.#group.links.length, plan.seed);
    this.#ledger = new Ledger(plan.script.agents);
  }

  async open(): Promise<void> {
    const { strategy, model } = this.#plan;
    const start_line = this.#startLine();
    await askAll(this.#group.links, (shard) => {
      return { type: 'open', strategy, model, seats: this.#seatsOf(shard), start_line };
    });
  }

  async write(round: number): Promise<void> {
    const writes = this.#plan.script.rounds[round] ?? [];
    const intervals = await askAll(this.#group.links, (shard) => {
      return {
        type: 'write',
        writes: this.#seatsOf(shard).map((seat) => writes[seat.agent_index] ?? []),
      };
    });
    this.#ledger.issue(round, writes);
    this.#write_intervals.push(intervals);
    this.#stopwatch.add('write', intervals, spanNs(intervals));
  }

  async exchange(round: number): Promise<void> {
    const { exchange, topology, script, seed } = this.#plan;
    const packs = await this.#export(round);
    const deliveries = topology.deliveries(script.agents.length, round, seed);
    await this.#stopwatch.time('exchange', () =>
      askAll(this.#group.links, () => ({ type: 'import', exchange, deliveries, packs })),
    );
    this.#ledger.deliver(round, deliveries);
    this.#count(packs);
  }

  /** Agents that wrote nothing this round have nothing new to say, and everyone has what they had. */
  async #export(round: number): Promise<readonly BlobPack[]> {
    const writes = this.#plan.script.rounds[round] ?? [];
    const exports = await this.#stopwatch.time('exchange', () =>
      askAll(this.#group.links, (shard) => {
        const seats = [...this.#seatsOf(shard).entries()]
          .filter(([, seat]) => (writes[seat.agent_index]?.length ?? 0) > 0)
          .map(([index]) => index);
        return { type: 'export', scope: 'delta', seats };
      }),
    );
    return exports.map(({ pack }) => pack);
  }

  #count(packs: readonly BlobPack[]): void {
    const receivers = this.#plan.script.agents.length - 1;
    for (const { ends } of packs) {
      this.#messages += ends.length * receivers;
      this.#bytes_exchanged += (ends.at(-1) ?? 0) * receivers;
    }
  }

  /** Reads the conflicts that stand at one replica, another one each round, outside all timed
   * phases. */
  async observe(round: number): Promise<void> {
    const agent_index = round % this.#plan.script.agents.length;
    const shard = this.#seats.findIndex((seats) =>
      seats.some((seat) => seat.agent_index === agent_index),
    );
    const seat = this.#seatsOf(shard).findIndex(
      (candidate) => candidate.agent_index === agent_index,
    );
    const links = this.#group.links.slice(shard, shard + 1);
    const observed = await askAll(links, () => ({ type: 'observe', seat }));
    for (const { escalations } of observed) {
      this.#observations.push({ round, agent_index, escalations });
    }
  }

  async read(): Promise<void> {
    const replies = await this.#stopwatch.time('read', () =>
      askAll(this.#group.links, () => ({ type: 'read' })),
    );
    this.#model_calls = replies.flatMap((reply) => reply.model_calls);
    this.#finals.push(...mergeFinals(replies.flatMap((reply) => reply.readings)));
    this.#observeFinals();
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
    return {
      ledger: this.#ledger,
      observations: this.#observations,
      finals: this.#finals,
      attributes: this.#plan.attributes,
    };
  }

  judge(): Judgement {
    return judge(this.evidence, this.#plan.checks);
  }

  async measure(): Promise<readonly ShardMeasurements[]> {
    return askAll(this.#group.links, () => ({ type: 'measure' }));
  }

  async keep(): Promise<readonly KeptBlob[]> {
    const replies = await askAll(this.#group.links, () => ({ type: 'keep' }));
    const { senders, blobs } = unpackBlobs(replies.map(({ pack }) => pack));
    return blobs.map((blob, index) => ({ agent_index: senders[index] ?? -1, blob }));
  }

  async close(): Promise<void> {
    await askAll(this.#group.links, () => ({ type: 'close' }));
    await this.#group.close();
  }

  totals() {
    return {
      content_digests: [...new Set(this.#finals.map(({ digests }) => digests.content))],
      write_intervals: this.#write_intervals,
      model_calls: this.#model_calls,
      messages: this.#messages,
      bytes_exchanged: this.#bytes_exchanged,
      write_phase_ns: this.#stopwatch.elapsedNs('write'),
      exchange_ns: this.#stopwatch.elapsedNs('exchange'),
      read_phase_ns: this.#stopwatch.elapsedNs('read'),
      parallel_efficiency: this.#stopwatch.busyShare(this.#group.links.length),
    };
  }

  #startLine(): StartLineReference | null {
    const { links, parallel } = this.#group;
    return parallel ? createStartLine(links.length, this.#plan.timeout_ms) : null;
  }

  #seatsOf(shard: number): readonly Seat[] {
    return this.#seats[shard] ?? [];
  }
}
