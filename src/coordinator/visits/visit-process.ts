// The process of one visit: takes an order, executes it, answers, ends. It lives no longer than its parent,
// and leaves it to its parent when to end: a terminal's Ctrl-C reaches both, and the parent may want to keep
// what is under way.

import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../model/problem.js';
import type { ExecutedRepetition } from '../executed-repetition.js';
import { executeVisit } from '../execute.js';
import { readInputs } from '../inputs.js';
import { recordOf } from '../record.js';
import { entryOf } from './entry-of.js';
import { encodeFrame, FrameReader } from './frames.js';
import type { AnyOrder, RaceOrder, VisitMessage, VisitOrder } from './visit-protocol.js';
import { CHANNEL_FD, isRaceOrder } from './visit-protocol.js';

const parent = process.ppid;
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

const channel = new Socket({ fd: CHANNEL_FD, readable: true, writable: true });
const frames = new FrameReader(Infinity);
channel.on('data', (piece) => {
  for (const order of frames.push(piece)) void answer(order as AnyOrder);
});
channel.on('error', () => process.exit());
channel.on('close', () => process.exit());

/** What nobody expected ends the process like every error that nothing caught: its output says what it was. */
async function answer(order: AnyOrder): Promise<void> {
  const message = await (isRaceOrder(order) ? race(order) : execute(order)).catch(unusable);
  channel.write(encodeFrame(message), () => process.exit());
}

async function execute({
  study,
  visit,
  profile,
  folder,
  warnings,
}: VisitOrder): Promise<VisitMessage> {
  // Without threads for shards, a plug-in is executed in this one: it cannot watch out for itself.
  if (visit.cell.threads.type === 'inline') watchParent();
  const inputs = await readInputs(study, new Map([[visit.cell.strategy, profile]]));
  const executed = await executeVisit(study, inputs, visit, {
    signal: new AbortController().signal,
    blobs: study.blobs,
    starts: (start) => channel.write(encodeFrame({ type: 'starts', ...start })),
  });
  // Nothing may be stored for a parent that is gone: its study may have been resumed.
  if (process.ppid !== parent) process.exit();
  // The parent validates what it is told anyway, and the schemas take as long to load as all else here.
  const toRecord = (one: ExecutedRepetition) => recordOf(one, warnings);
  return { type: 'finished', entry: entryOf(executed, { folder, toRecord }) };
}

/** Its threads are its own affair: a race ends itself, or is ended with this process. */
async function race({ study, visit, folder, warnings }: RaceOrder): Promise<VisitMessage> {
  watchParent();
  const { executeRace, loadRunRace } = await import('../sessions/execute-race.js');
  const executed = await executeRace(study, visit, await loadRunRace());
  // The schemas behind it are loaded once nothing is measured any more.
  const { raceEntryOf } = await import('../sessions/race-entry.js');
  if (process.ppid !== parent) process.exit();
  return { type: 'finished', entry: raceEntryOf(executed, { folder, warnings }) };
}

function watchParent(): void {
  new Worker(new URL('./parent-watch.js', import.meta.url), { workerData: parent }).unref();
}

function unusable(thrown: unknown): VisitMessage {
  if (!(thrown instanceof UserError)) throw thrown;
  return { type: 'unusable', exit_code: thrown.exit_code, parts: thrown.parts };
}
