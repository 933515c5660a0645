// The exchange of one repetition: after every write phase, through the rest of the storm, and in the heal.

import { RacePhase } from '../race/race-phase.js';
import type { Visibility } from '../repetition-plan.js';
import type { WritePhase } from '../write-phase.js';
import type { DeltaSkill } from '../../workers/protocol.js';
import { elapsedNs, nowNs } from '../../metrics/clock.js';
import type { Heal } from '../../verdict/evidence.js';
import { LockStep } from './lock-step.js';
import { meshPass } from './mesh-pass.js';
import type { ExchangeParts, Weather } from './parts.js';
import { scheduleSeedOf } from './schedule.js';

export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #lockStep: LockStep;
  readonly #everyone: boolean;
  readonly #race: RacePhase;
  readonly #writes: WritePhase;
  #heal_passes = 0;
  #heal_ns = 0;

  /** @param skill what the strategy's replicas can. */
  constructor(parts: ExchangeParts, writes: WritePhase, skill: DeltaSkill) {
    this.#parts = parts;
    this.#writes = writes;
    this.#everyone = reachesEveryone(parts);
    const deltas = parts.plan.terms.blob_scope === 'delta' ? skill : 'none';
    this.#lockStep = new LockStep(parts, deltas);
    this.#race = new RacePhase(parts, writes, deltas === 'none' ? 'full' : 'delta');
  }

  get #racing(): boolean {
    return this.#parts.plan.exchange === 'racing';
  }

  /** How long writes took to be seen; null where agents did not exchange while they wrote. */
  get visibility(): Visibility | null {
    return this.#racing ? this.#race.visibility : null;
  }

  /** Passes in all: those of races, of exchanges after write phases, and of the heal. */
  get passes(): number {
    return this.#race.passes + this.#parts.ledger.passes;
  }

  async begin(): Promise<void> {
    if (this.#racing) await this.#race.connect();
  }

  /** A write phase and the exchange after it, or both at once. */
  async round(round: number): Promise<void> {
    if (this.#racing) {
      await this.#race.run(round);
      return;
    }
    await this.#writes.run(round);
    await this.#afterWrites(round);
  }

  get heal_passes(): number {
    return this.#heal_passes;
  }

  get heal_ns(): number {
    return this.#heal_ns;
  }

  async #afterWrites(round: number): Promise<void> {
    for (let count = 0; count < this.#parts.plan.topology.passes_per_exchange; count += 1) {
      if (this.#everyone) await meshPass(this.#parts, round);
      else await this.#lockStep.pass(round, this.#storm());
    }
  }

  /** The storm goes on until every window of a fault is over; then faults are off until all is quiescent. */
  async settle(): Promise<void> {
    if (this.#everyone) return;
    const { ledger, faults } = this.#parts;
    const round = ledger.rounds.length - 1;
    while (this.passes < faults.storm_passes) await this.#lockStep.pass(round, this.#storm());
    const started_ns = nowNs();
    const most = this.#mostHealPasses();
    while (this.#heal_passes < most && !this.#quiescent()) {
      await this.#lockStep.pass(round, { type: 'heal' });
      this.#heal_passes += 1;
    }
    this.#heal_ns = elapsedNs(started_ns, nowNs());
    this.#lockStep.end(round);
  }

  /** Undefined where every pass reached everyone: there is nothing to heal. */
  get heal(): Heal | undefined {
    if (this.#everyone) return undefined;
    const { passes, reason } = this.#bound();
    const type = this.#parts.plan.terms.max_heal_passes === 0 ? 'off' : 'until_quiescent';
    return { type, passes: this.#heal_passes, bound: passes, reason };
  }

  /** Races took the place of passes: windows of faults count them, blobs in the ledger do not. */
  #storm(): Weather {
    return { type: 'storm', plan_pass: this.passes };
  }

  #quiescent(): boolean {
    return this.#lockStep.pending_count === 0 && this.#parts.ledger.complete();
  }

  #mostHealPasses(): number {
    return this.#parts.plan.terms.max_heal_passes ?? this.#bound().passes;
  }

  #bound() {
    const { plan, roster } = this.#parts;
    const { topology, terms } = plan;
    const seed = scheduleSeedOf(plan);
    return topology.bound({ agents: roster.agents, seed, fan_out: terms.fan_out });
  }
}

/** Without faults, delays and races, a mesh is one command per shard and no list of edges. */
function reachesEveryone({ plan, roster }: ExchangeParts): boolean {
  const { topology, terms, faults, exchange } = plan;
  const { fan_out, staleness_passes } = terms;
  if (faults !== null || staleness_passes > 0 || exchange === 'racing') return false;
  const routes = topology.routes({ agents: roster.agents, pass: 0, seed: plan.seed, fan_out });
  return routes.type === 'everyone_to_everyone';
}
