// A round in which agents write and exchange at once: planned here, run by the shards among themselves, and
// entered afterwards.

import { deriveSeed } from '../../model/random.js';
import type { ExchangeParts } from '../exchange/parts.js';
import { scheduleSeedOf } from '../exchange/schedule.js';
import { spanNs } from '../phase-stopwatch.js';
import { askAll } from '../shard-link.js';
import type { Visibility } from '../repetition-plan.js';
import { VisibilityMeter } from '../visibility.js';
import type { WritePhase } from '../write-phase.js';
import { connectCommands } from './channels.js';
import type { RaceOutcome } from './merge.js';
import { enterStrikes, mergeRace } from './merge.js';
import type { RacePlan } from './plan.js';
import { planRace } from './plan.js';

export class RacePhase {
  readonly #parts: ExchangeParts;
  readonly #writes: WritePhase;
  readonly #scope: 'full' | 'delta';
  readonly #visibility = new VisibilityMeter();
  #passes = 0;

  constructor(parts: ExchangeParts, writes: WritePhase, scope: 'full' | 'delta') {
    this.#parts = parts;
    this.#writes = writes;
    this.#scope = scope;
  }

  /** Passes that all races so far took the place of. */
  get passes(): number {
    return this.#passes;
  }

  get visibility(): Visibility {
    const { visibility, visibility_all } = this.#visibility.result();
    return { each: visibility, all: visibility_all };
  }

  /** Opens the ways between shards on threads; inline shards have theirs. */
  async connect(): Promise<void> {
    const { group } = this.#parts;
    if (!group.parallel) return;
    const commands = connectCommands(group.links.length);
    await askAll(group.links, (shard) => {
      const command = commands[shard];
      if (!command) throw new Error(`no ports for shard ${shard}`);
      return command;
    });
  }

  async run(round: number): Promise<void> {
    const { plan, group, roster, stopwatch, tally } = this.#parts;
    const race = this.#plan(round);
    const replies = await askAll(group.links, (shard) => this.#command(race, round, shard));
    const outcome = mergeRace(replies, roster.seats);
    enterStrikes(tally, race, replies);
    const worked = replies.map(({ started_ns, ended_ns, idle_ns }) => {
      return { started_ns, ended_ns: ended_ns - BigInt(Math.round(idle_ns)) };
    });
    stopwatch.add('write', worked, spanNs(replies));
    this.#enter(round, outcome, plan.script.rounds[round] ?? []);
    this.#passes += race.passes;
  }

  #plan(round: number): RacePlan {
    const { plan, faults } = this.#parts;
    return planRace({
      topology: plan.topology,
      seed: scheduleSeedOf(plan),
      fan_out: plan.terms.fan_out,
      base_pass: this.#passes,
      writes: (plan.script.rounds[round] ?? []).map((list) => list.length),
      faults,
    });
  }

  #command({ steps }: RacePlan, round: number, shard: number) {
    const { plan, roster } = this.#parts;
    const seats = roster.seats[shard] ?? [];
    const writes = plan.script.rounds[round] ?? [];
    return {
      type: 'race' as const,
      seed: deriveSeed(plan.seed, 'race', round),
      style: 'batch' as const,
      blob_scope: this.#scope,
      begins: this.#begins,
      writes: seats.map(({ agent_index }) => writes[agent_index] ?? []),
      pace: this.#writes.paceOf(round, shard),
      steps: seats.map(({ agent_index }) => steps[agent_index] ?? []),
      staleness_steps: plan.terms.staleness_passes,
      shard_of: roster.shardOfAgents(),
    };
  }

  get #begins(): 'empty' | 'held' {
    const { rounds } = this.#parts.ledger;
    return rounds.some((round) => round.some(({ length }) => length > 0)) ? 'held' : 'empty';
  }

  #enter(round: number, outcome: RaceOutcome, writes: Parameters<WritePhase['cut']>[0]): void {
    const { ledger, traffic } = this.#parts;
    const { race, timelines, issued, writing, accepted_count, strays, detection } = outcome;
    this.#writes.measured(writing);
    ledger.issue(round, this.#writes.cut(writes, [issued]));
    ledger.deliver(round, race);
    traffic.send(outcome.traffic.messages, outcome.traffic.blob_bytes);
    traffic.version_bytes += outcome.traffic.version_bytes;
    traffic.delivered_bytes += outcome.traffic.delivered_bytes;
    traffic.blobs.accept(accepted_count);
    for (const { sender, receiver, blob: exported, end, code } of strays) {
      traffic.blobs.enter({ round, pass: null, sender, receiver, exported, end, code });
    }
    for (const counts of detection) traffic.detect(counts);
    this.#visibility.add(timelines);
  }
}
