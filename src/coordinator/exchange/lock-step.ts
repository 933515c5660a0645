// One pass of exchange, all shards in step: exports first, then imports of what is due. Between the two the
// fault plan has its say; what it does is entered, and what was accepted goes into the ledger.

import { arrivalEnd } from '../../model/blob-end.js';
import type { PassDeliveries } from '../../model/deliveries.js';
import type { DeltaSkill } from '../../workers/protocol.js';
import type { Edges } from '../topologies/topology.js';
import { edgesOf } from '../topologies/edges-of.js';
import { CrashDesk } from './crash-desk.js';
import type { SentBlob } from './export-edges.js';
import { exportEdges } from './export-edges.js';
import type { ParcelEnd } from './import-parcels.js';
import { importParcels } from './import-parcels.js';
import type { Parcel } from './in-flight.js';
import { bytesOf, InFlight } from './in-flight.js';
import type { ExchangeParts, Weather } from './parts.js';
import { scheduleSeedOf } from './schedule.js';
import { CLEAN } from './transmission.js';

export class LockStep {
  readonly #parts: ExchangeParts;
  readonly #flight = new InFlight();
  readonly #crashes: CrashDesk;
  readonly #deltas: DeltaSkill;
  /** In this pass, who was told that there is nothing it lacks, and by whom. */
  #told: Told[] = [];

  /** @param deltas how senders find out what receivers lack; `none` where they send all they hold. */
  constructor(parts: ExchangeParts, deltas: DeltaSkill) {
    this.#parts = parts;
    this.#deltas = deltas;
    this.#crashes = new CrashDesk(parts, this.#flight);
  }

  /** Blobs that are still on their way. */
  get pending_count(): number {
    return this.#flight.pending_count;
  }

  /** The exchange is over: what is still on its way arrives no more. */
  end(round: number): void {
    const { blobs } = this.#parts.traffic;
    for (const { sender, receiver, exported } of this.#flight.abandon()) {
      const end = { end: 'pending', code: null } as const;
      blobs.enter({ round, pass: null, sender, receiver, exported, ...end });
    }
  }

  async pass(round: number, weather: Weather): Promise<void> {
    const pass = this.#parts.ledger.passes;
    if (weather.type === 'storm') await this.#beforeExports(pass, round);
    const edges = this.#edges(pass);
    const sent = await exportEdges(this.#parts, edges, this.#deltas);
    edges.senders.forEach((_, edge) => {
      this.#send(edges, edge, sent[edge] ?? null, { round, pass, weather });
    });
    await this.#deliver(pass, round, weather);
  }

  async #beforeExports(pass: number, round: number): Promise<void> {
    for (const crash of this.#crashes.crashesAt(pass, 'before_export')) {
      await this.#crashes.restart(crash, { round, pass });
    }
    await this.#crashes.keepCheckpoints(pass);
  }

  #edges(pass: number): Edges {
    const { plan, roster } = this.#parts;
    const { agents } = roster;
    const seed = scheduleSeedOf(plan);
    return edgesOf(
      plan.topology.routes({ agents, pass, seed, fan_out: plan.terms.fan_out }),
      agents,
    );
  }

  #send(edges: Edges, edge: number, sent: SentBlob | null, at: Moment): void {
    const { plan, faults, tally, traffic } = this.#parts;
    const { round, pass, weather } = at;
    const [sender = -1, receiver = -1] = [edges.senders[edge], edges.receivers[edge]];
    const { copies, struck } =
      weather.type === 'storm'
        ? faults.transmission(weather.plan_pass, sender, receiver, 0)
        : CLEAN;
    tally.planned(struck);
    if (!sent) {
      if (this.#deltas !== 'none' && struck.length === 0) this.#told.push({ sender, receiver });
      return;
    }
    tally.fired(struck);
    if (copies.length === 0) {
      tally.lost(struck);
      const end = { end: 'dropped', code: null } as const;
      traffic.blobs.enter({ round, pass, sender, receiver, exported: pass, ...end });
    }
    const late = weather.type === 'storm' ? plan.terms.staleness_passes : 0;
    const bytes = sent.pack.payload_bytes[sent.blob] ?? 0;
    traffic.send(Math.max(copies.length, 1), bytes * Math.max(copies.length, 1));
    copies.forEach(({ delay_passes, damage, order }, copy) => {
      const arrives = pass + delay_passes + late;
      this.#flight.add({
        sender,
        receiver,
        exported: pass,
        arrives,
        ...sent,
        damage,
        order,
        struck,
        copy,
      });
    });
  }

  async #deliver(pass: number, round: number, { type }: Weather): Promise<void> {
    const { plan, ledger } = this.#parts;
    const crashes = type === 'storm' ? this.#crashes.crashesAt(pass, 'after_export') : [];
    for (const { agent_index } of crashes) {
      this.#crashes.discard(agent_index, { round, pass, arrives: pass });
    }
    const due = type === 'storm' ? this.#flight.take(pass) : this.#flight.takeAll();
    const style = plan.exchange === 'pairwise' ? 'pairwise' : 'batch';
    const ends = await importParcels(this.#parts, due, style);
    for (const end of ends) this.#enter(end, { round, pass });
    ledger.deliver(round, deliveriesOf(ends, this.#told, pass));
    this.#told = [];
    for (const crash of crashes) await this.#crashes.restart(crash, { round, pass });
  }

  #enter({ parcel, refusal }: ParcelEnd, { round, pass }: Omit<Moment, 'weather'>): void {
    const { plan, tally, traffic } = this.#parts;
    const { staleness_passes } = plan.terms;
    const end = arrivalEnd({ damage: parcel.damage, refusal });
    if (end === 'accepted') {
      traffic.delivered_bytes += bytesOf(parcel);
      traffic.blobs.accept(1);
    } else {
      const { sender, receiver, exported } = parcel;
      traffic.blobs.enter({ round, pass, sender, receiver, exported, end, code: refusal });
    }
    tally.arrived(parcel.struck, {
      late_passes: pass - parcel.exported - staleness_passes,
      copy: parcel.copy,
      refusal,
    });
  }
}

interface Moment {
  readonly round: number;
  readonly pass: number;
  readonly weather: Weather;
}

interface Told {
  readonly sender: number;
  readonly receiver: number;
}

/**
 * Who answers a version with nothing says that the receiver holds all that it holds itself; if that is not
 * true, writes are lost by it, and not undelivered.
 */
function deliveriesOf(
  ends: readonly ParcelEnd[],
  told: readonly Told[],
  pass: number,
): PassDeliveries {
  const accepted = ends.flatMap(({ parcel, refusal }): Parcel[] =>
    arrivalEnd({ damage: parcel.damage, refusal }) === 'accepted' ? [parcel] : [],
  );
  return {
    type: 'pass',
    senders: [...accepted, ...told].map(({ sender }) => sender),
    receivers: [...accepted, ...told].map(({ receiver }) => receiver),
    exported: [...accepted.map(({ exported }) => exported), ...told.map(() => pass)],
  };
}
