// A shard: the agents of one thread with their live replicas, from open to close of a repetition. It does
// what it is told, times each engine call and nothing else, and knows nothing of threads or of the others.

import { nowNs } from '../metrics/clock.js';
import type { Reading } from '../model/reading.js';
import { loadStrategy } from '../strategies/load.js';
import type { Replica } from '../strategies/strategy.js';
import { Courier } from './courier.js';
import { DistinctReadings } from './distinct-readings.js';
import { failureOf } from './failure.js';
import { ShardGauges } from './gauges.js';
import type {
  ObserveCommand,
  OpenCommand,
  Phase,
  Replies,
  ShardCommand,
  ShardReply,
  WriteCommand,
} from './protocol.js';
import { writePaced } from './pace.js';
import type { Timekeeper } from './pace-time.js';
import { createRealTime, createVirtualTime } from './pace-time.js';
import { listenForPanics } from './panics.js';
import { createLoneTrack, PortTrack } from './race/port-track.js';
import type { RaceCommand } from './race/race-protocol.js';
import type { RaceShard } from './race/run-race.js';
import { runRace } from './race/run-race.js';
import type { RaceTrack } from './race/track.js';
import { openModel, Residency } from './residency.js';
import { StartLine } from './start-line.js';
import type { ShardParts } from './transfers.js';
import { exportAll, importAll, sumUp, sumUpLack } from './transfers.js';

/** Turns the reference in an open command into a strategy. */
export type StrategyLoader = typeof loadStrategy;

/** What a shard is once it has been opened. */
interface Opened {
  readonly residency: Residency;
  readonly courier: Courier;
  readonly startLine: StartLine | null;
  readonly time: Timekeeper;
}

export class Shard {
  readonly #loadStrategy: StrategyLoader;
  readonly #gauges = new ShardGauges();
  #opened: Opened | null = null;
  /** Where races are run; one of its own where it is told of no other shards. */
  #track: RaceTrack | null;

  constructor(load: StrategyLoader = loadStrategy, track: RaceTrack | null = null) {
    this.#loadStrategy = load;
    this.#track = track;
  }

  /** Carries out one command. Never throws: what goes wrong is the reply. */
  async handle(command: ShardCommand): Promise<ShardReply> {
    const panics = listenForPanics();
    try {
      return { ok: true, value: await this.#dispatch(command) };
    } catch (thrown) {
      return { ok: false, failure: failureOf(thrown, command, panics.heard()) };
    } finally {
      panics.close();
    }
  }

  #dispatch(command: ShardCommand): Promise<Replies[Phase]> | Replies[Phase] {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'connect':
        this.#track = new PortTrack(command);
        return { shards: command.ports.length };
      case 'write':
        return this.#write(command);
      case 'race':
        return this.#race(command);
      case 'version':
        return sumUp(command, this.#parts);
      case 'request':
        return sumUpLack(command, this.#parts);
      case 'export':
        return exportAll(command, this.#parts);
      case 'import':
        return importAll(command, this.#parts);
      case 'checkpoint':
        return { agents: this.#residency.checkpoint(command) };
      case 'restart':
        return this.#residency.restart(command).then(() => ({ agents: 1 }));
      case 'observe':
        return this.#observe(command);
      case 'read':
        return this.#read();
      case 'measure':
        return this.#gauges.stop();
      // From here on the gauges have stopped, so that it costs no measured number anything.
      case 'weigh':
        return { bytes: this.#residency.weigh(command.seat) };
      case 'keep':
        return { pack: this.#residency.fullBlobs() };
      case 'close':
        return { agents: this.#opened?.residency.close() ?? 0 };
    }
  }

  get #residency(): Residency {
    if (!this.#opened) throw new Error('the shard has not been opened');
    return this.#opened.residency;
  }

  get #parts(): ShardParts {
    if (!this.#opened) throw new Error('the shard has not been opened');
    const { courier, residency } = this.#opened;
    return { residents: residency.residents, courier, gauges: this.#gauges };
  }

  async #open(command: OpenCommand): Promise<Replies['open']> {
    const { seats, envelope, start_line, session_store } = command;
    const strategy = await this.#loadStrategy(command.strategy);
    const model = await openModel(command.model);
    this.#gauges.start();
    const shared = session_store && { session_store };
    const residency = new Residency({ strategy, model, seats, ...(shared && { shared }) });
    const courier = new Courier(envelope, this.#gauges);
    const startLine = start_line && new StartLine(start_line);
    const time = command.clock === 'virtual' ? createVirtualTime() : createRealTime();
    this.#opened = { residency, courier, startLine, time };
    return { agents: seats.length, deltas: residency.deltas };
  }

  #write(command: WriteCommand): Replies['write'] {
    const { residents } = this.#residency;
    const written = writePaced(command, { residents, gauges: this.#gauges, ...this.#timing });
    this.#gauges.memory.sample();
    return written;
  }

  async #race(command: RaceCommand): Promise<Replies['race']> {
    this.#track ??= createLoneTrack();
    const raced = await runRace(command, { ...this.#parts, track: this.#track, ...this.#timing });
    this.#gauges.memory.sample();
    return raced;
  }

  get #timing(): Pick<RaceShard, 'time' | 'start'> {
    if (!this.#opened) throw new Error('the shard has not been opened');
    const { startLine, time } = this.#opened;
    return { time, start: () => startLine?.pass() ?? time.now() };
  }

  #observe({ seat }: ObserveCommand): Replies['observe'] {
    return { escalations: this.#residency.residents[seat]?.replica.read().escalations ?? [] };
  }

  #read(): Replies['read'] {
    const started_ns = nowNs();
    const distinct = new DistinctReadings();
    const model_calls = this.#residency.residents.map(({ seat, replica }) => {
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
}
