// A shard: the agents of one thread with their live replicas, from open to close of a repetition. It does
// what it is told, times each engine call and nothing else, and knows nothing of threads or of the others.

import { setTimeout as wait } from 'node:timers/promises';
import { nowNs } from '../metrics/clock.js';
import { messageOf, UserError } from '../model/problem.js';
import type { Reading } from '../model/reading.js';
import type { Model } from '../strategies/model.js';
import { createStubModel } from '../strategies/model.js';
import { loadModel, loadStrategy } from '../strategies/load.js';
import type { Replica } from '../strategies/strategy.js';
import { packBlobs, unpackBlobs } from './blob-pack.js';
import { importBatch, importPairwise } from './exchange.js';
import type {
  ExportCommand,
  ImportCommand,
  ModelReference,
  ObserveCommand,
  OpenCommand,
  Phase,
  Replies,
  ShardCommand,
  ShardFailure,
  ShardReply,
  WriteCommand,
} from './protocol.js';
import { ShardGauges } from './gauges.js';
import { DistinctReadings } from './distinct-readings.js';
import type { Resident } from './resident.js';
import { StartLine } from './start-line.js';

/** Turns the reference in an open command into a strategy. */
export type StrategyLoader = typeof loadStrategy;

export class Shard {
  readonly #loadStrategy: StrategyLoader;
  readonly #gauges = new ShardGauges();
  #residents: readonly Resident[] = [];
  #startLine: StartLine | null = null;

  constructor(load: StrategyLoader = loadStrategy) {
    this.#loadStrategy = load;
  }

  /** Carries out one command. Never throws: what goes wrong is the reply. */
  async handle(command: ShardCommand): Promise<ShardReply> {
    try {
      return { ok: true, value: await this.#dispatch(command) };
    } catch (thrown) {
      return { ok: false, failure: failureOf(thrown, command) };
    }
  }

  #dispatch(command: ShardCommand): Promise<Replies[Phase]> | Replies[Phase] {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'write':
        return this.#write(command);
      case 'export':
        return this.#export(command);
      case 'import':
        return this.#import(command);
      case 'observe':
        return this.#observe(command);
      case 'read':
        return this.#read();
      case 'measure':
        return this.#gauges.stop();
      case 'keep':
        return this.#keep();
      case 'close':
        return this.#close();
    }
  }

  async #open({ strategy, model, seats, start_line }: OpenCommand): Promise<Replies['open']> {
    const loaded = await this.#loadStrategy(strategy);
    const judge = await openModel(model);
    this.#gauges.start();
    this.#startLine = start_line && new StartLine(start_line);
    this.#residents = seats.map((seat) => {
      const { agent_id, peer_id } = seat;
      return { seat, replica: loaded.createReplica({ agent_id, peer_id, model: judge }) };
    });
    return { agents: seats.length };
  }

  #write({ writes }: WriteCommand): Replies['write'] {
    const laps = this.#gauges.lapsFor(writes.reduce((sum, list) => sum + list.length, 0));
    this.#startLine?.pass();
    const started_ns = nowNs();
    laps.start();
    this.#residents.forEach(({ replica }, index) => {
      for (const write of writes[index] ?? []) {
        replica.apply(write);
        laps.lap();
      }
    });
    const ended_ns = nowNs();
    laps.flush();
    this.#gauges.memory.sample();
    return { started_ns, ended_ns };
  }

  #export({ scope, seats }: ExportCommand): Replies['export'] {
    const started_ns = nowNs();
    const exporting = seats.flatMap((index) => this.#residents[index] ?? []);
    const blobs = exporting.map(({ replica }) => {
      const before_ns = nowNs();
      const blob = replica.export(scope);
      this.#gauges.export.record(Number(nowNs() - before_ns));
      this.#gauges.memory.sample();
      return blob;
    });
    const pack = packBlobs({ blobs, senders: exporting.map(({ seat }) => seat.agent_index) });
    return { started_ns, ended_ns: nowNs(), pack };
  }

  async #import({ exchange, packs }: ImportCommand): Promise<Replies['import']> {
    const started_ns = nowNs();
    const sent = unpackBlobs(packs);
    const importAll = exchange === 'batch' ? importBatch : importPairwise;
    await importAll(this.#residents, sent, this.#gauges);
    this.#gauges.memory.sample();
    return { started_ns, ended_ns: nowNs() };
  }

  #observe({ seat }: ObserveCommand): Replies['observe'] {
    return { escalations: this.#residents[seat]?.replica.read().escalations ?? [] };
  }

  #read(): Replies['read'] {
    const started_ns = nowNs();
    const distinct = new DistinctReadings();
    const model_calls = this.#residents.map(({ seat, replica }) => {
      const reading = this.#readOne(replica);
      distinct.add(reading, seat.agent_index);
      return reading.model_calls;
    });
    this.#gauges.memory.sample();
    return { started_ns, ended_ns: nowNs(), readings: distinct.all, model_calls };
  }

  #readOne(replica: Replica): Reading {
    const before_ns = nowNs();
    const reading = replica.read();
    this.#gauges.read.record(Number(nowNs() - before_ns));
    this.#gauges.memory.sample();
    return reading;
  }

  /** The gauges have stopped by now, so that keeping states costs no measured number anything. */
  #keep(): Replies['keep'] {
    const blobs = this.#residents.map(({ replica }) => replica.export('full'));
    const senders = this.#residents.map(({ seat }) => seat.agent_index);
    return { pack: packBlobs({ blobs, senders }) };
  }

  #close(): Replies['close'] {
    const agents = this.#residents.length;
    for (const { replica } of this.#residents) replica.dispose();
    this.#residents = [];
    return { agents };
  }
}

function openModel(model: ModelReference): Promise<Model> | Model {
  if (model.type === 'plugin') return loadModel(model.url);
  return createStubModel(model.latency_ms, (ms) => wait(ms));
}

function failureOf(thrown: unknown, command: ShardCommand): ShardFailure {
  return { code: codeOf(thrown), phase: command.type, message: messageOf(thrown) };
}

/** An engine whose WASM memory is exhausted says so in words; so does V8 when an allocation fails. */
function codeOf(thrown: unknown): ShardFailure['code'] {
  if (thrown instanceof UserError) return 'plugin';
  const outOfMemory =
    /out of memory|allocation failed|memory access out of bounds|could not allocate/i;
  return outOfMemory.test(messageOf(thrown)) ? 'out_of_memory' : 'threw';
}
