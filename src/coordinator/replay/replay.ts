// Executes a recorded history again: fresh replicas, one thread, no clock, every write and every accepted
// blob in the order of the record. By property 5 of merging it must end as the repetition did on its threads.

import type { StateBlob } from '../../model/blob.js';
import type { Strategy } from '../../strategies/strategy.js';
import type { Evidence, FinalState, RoundObservation } from '../../verdict/evidence.js';
import type { LedgerEntries } from '../../verdict/ledger-entries.js';
import { Ledger } from '../../verdict/ledger.js';
import { DistinctReadings } from '../../workers/distinct-readings.js';
import { listenForPanics } from '../../workers/panics.js';
import { SharedStore } from '../shared-store/shared-store.js';
import type { BlobScope, Demands } from './demand.js';
import { deltaKey, demandsOf, fullKey, raceKey } from './demand.js';
import { Depot } from './depot.js';
import type { Observers } from './observers.js';
import { inRotation } from './observers.js';
import type { PlayersOptions } from './players.js';
import { Players } from './players.js';
import type { Arrival, Step } from './steps.js';
import { stepsOf } from './steps.js';

export interface ReplayOptions extends PlayersOptions {
  /**
   * What blobs hold: `full` states where left out. `delta` does as a repetition with deltas does: own news
   * over a mesh, what the receiver lacks otherwise, whole states where a strategy cannot tell.
   */
  readonly blob_scope?: BlobScope;
  /** Where conflicts are looked for; in rotation where left out. */
  readonly observers?: Observers;
}

/**
 * What judging the history again needs; faults, heal and detection are not replayed and left out.
 * @throws Error for what no repetition could have recorded, and whatever a strategy throws.
 */
export async function replayHistory(
  entries: LedgerEntries,
  strategy: Strategy,
  options: ReplayOptions,
): Promise<Evidence> {
  const ledger = Ledger.from(entries);
  const demands = demandsOf(stepsOf(entries), options.blob_scope ?? 'full');
  const shared = strategy.shares === undefined ? null : new SharedStore('virtual');
  const placed = shared ? { ...options, session_store: shared.place } : options;
  const replay = new Replay({ entries, strategy, options: placed, demands });
  const panics = listenForPanics();
  try {
    for (const step of stepsOf(entries)) await replay.take(step);
    return { ledger, ...replay.end(), attributes: strategy.capabilities.attributes };
  } finally {
    replay.abandon();
    panics.close();
    shared?.remove();
  }
}

interface ReplayParts {
  readonly entries: LedgerEntries;
  readonly strategy: Strategy;
  readonly options: ReplayOptions;
  readonly demands: Demands;
}

class Replay {
  readonly #entries: LedgerEntries;
  readonly #options: ReplayOptions;
  readonly #demands: Demands;
  readonly #players: Players;
  readonly #depot = new Depot();
  readonly #observations: RoundObservation[] = [];

  constructor({ entries, strategy, options, demands }: ReplayParts) {
    this.#entries = entries;
    this.#options = options;
    this.#demands = demands;
    this.#players = new Players(entries.agents, strategy, options);
  }

  take(step: Step): Promise<void> | void {
    switch (step.type) {
      case 'write':
        this.#players.at(step.agent_index).apply(step.write);
        return;
      case 'everyone':
        return this.#everyone(step.pass, step.writers);
      case 'pass':
        return this.#pass(step.pass, step.arrivals);
      case 'restart':
        return this.#restart(step);
      case 'race_begins':
        return;
      case 'race_export':
        this.#raceExport(raceKey(step.round, step.agent_index, step.blob), step.agent_index);
        return;
      case 'race_accept':
        return this.#players.import(step.agent_index, [
          this.#depot.take(raceKey(step.round, step.sender, step.blob)),
        ]);
      case 'round_ends':
        this.#observe(step.round);
    }
  }

  /** Where nothing but this ever happens, a repetition with deltas exports news, and only those who have any. */
  async #everyone(pass: number, writers: readonly number[]): Promise<void> {
    this.#stock(pass);
    const news = this.#options.blob_scope === 'delta' && this.#demands.mesh_only;
    const senders = news ? writers : [...this.#players.all.keys()];
    const blobs = senders.map((at) => this.#players.at(at).export(news ? 'delta' : 'full'));
    for (const receiver of this.#players.all.keys()) {
      await this.#players.import(receiver, othersAfter(receiver, senders, blobs));
    }
  }

  async #pass(pass: number, arrivals: readonly Arrival[]): Promise<void> {
    this.#stock(pass);
    const byReceiver = new Map<number, StateBlob[]>();
    for (const arrival of arrivals) {
      const blobs = byReceiver.get(arrival.receiver) ?? [];
      blobs.push(this.#take(arrival));
      byReceiver.set(arrival.receiver, blobs);
    }
    for (const [receiver, blobs] of byReceiver) await this.#players.import(receiver, blobs);
  }

  /** Exports what someone will accept of this pass, before anything is imported in it. */
  #stock(pass: number): void {
    const wanted = this.#demands.passes.get(pass)?.values() ?? [];
    const versions = new Map<number, StateBlob | undefined>();
    for (const { key, sender, receiver, count } of wanted) {
      this.#depot.put(key, this.#export(sender, receiver, versions), count);
    }
  }

  #export(
    sender: number,
    receiver: number | null,
    versions: Map<number, StateBlob | undefined>,
  ): StateBlob {
    const replica = this.#players.at(sender);
    if (receiver === null || !replica.exportSince) return replica.export('full');
    if (!versions.has(receiver)) versions.set(receiver, this.#players.at(receiver).version?.());
    const version = versions.get(receiver);
    return version ? replica.exportSince(version) : replica.export('full');
  }

  #take({ sender, receiver, exported }: Arrival): StateBlob {
    const delta = deltaKey(exported, sender, receiver);
    return this.#depot.take(this.#depot.has(delta) ? delta : fullKey(exported, sender));
  }

  async #restart(step: Extract<Step, { type: 'restart' }>): Promise<void> {
    const { agent_index, exported, identity } = step;
    const blob = exported === null ? null : this.#depot.take(fullKey(exported, agent_index));
    await this.#players.restart(agent_index, identity, blob);
  }

  #raceExport(key: string, agent_index: number): void {
    const count = this.#demands.races.get(key);
    if (count !== undefined) {
      this.#depot.put(key, this.#players.at(agent_index).export('full'), count);
    }
  }

  #observe(round: number): void {
    if (round === this.#entries.rounds.length - 1) return;
    const { observers = inRotation } = this.#options;
    for (const agent_index of observers(round, this.#players.all.length)) {
      const { escalations } = this.#players.at(agent_index).read();
      this.#observations.push({ round, agent_index, escalations });
    }
  }

  end(): Pick<Evidence, 'observations' | 'finals'> {
    const distinct = new DistinctReadings();
    this.#players.all.forEach((replica, index) => {
      distinct.add(replica.read(), index);
    });
    const finals: readonly FinalState[] = distinct.all;
    const round = this.#entries.rounds.length - 1;
    const observed = finals.map(({ reading, agent_indexes: [agent_index = 0] }) => {
      return { round, agent_index, escalations: reading.escalations };
    });
    return { observations: [...this.#observations, ...observed], finals };
  }

  abandon(): void {
    this.#players.abandon();
  }
}

/** All blobs but the receiver's own, those behind its place first: the order of arrival over a mesh. */
function othersAfter(
  receiver: number,
  senders: readonly number[],
  blobs: readonly StateBlob[],
): readonly StateBlob[] {
  const own = senders.indexOf(receiver);
  return own < 0 ? blobs : [...blobs.slice(own + 1), ...blobs.slice(0, own)];
}
