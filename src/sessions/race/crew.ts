// Drives the agents of one thread: one call at a time, and who is next comes from a seed. Agents that wait are
// passed over until their time has come.

import type { Random } from '../../model/random.js';
import type { Answer, SyncSessionStore } from '../store.js';
import type { Asking, CallFate, CallRequest, Step } from './asking.js';
import type { Caller, CallRecorder } from './recorder.js';

export interface Member {
  readonly asking: Asking<void>;
  /** As it is now: an agent that comes back is of another incarnation. */
  caller(): Caller;
}

export interface CrewTools {
  readonly store: SyncSessionStore;
  readonly recorder: CallRecorder;
  readonly random: Random;
  readonly now_ms: () => number;
  /** Lets time pass where every agent waits. */
  readonly sleep: (wait_ms: number) => void;
  /** On the clock of `now_ms`. */
  readonly deadline_ms: number;
  /** Whether to end before that; never where it is absent. */
  readonly isStopped?: () => boolean;
}

interface Seat {
  readonly member: Member;
  /** What it is resumed with. */
  reply: Answer<unknown> | null;
  wakes_ms: number;
}

/** Returns when every agent has done all that it came for, or the deadline is past. */
export function runCrew(members: readonly Member[], tools: CrewTools): 'done' | 'timeout' {
  const seats = members.map((member): Seat => ({ member, reply: null, wakes_ms: -Infinity }));
  while (seats.length > 0) {
    const now_ms = tools.now_ms();
    if (now_ms >= tools.deadline_ms || tools.isStopped?.()) return 'timeout';
    const index = nextReady(seats, now_ms, tools.random);
    if (index === null) tools.sleep(Math.max(earliest(seats) - now_ms, 0));
    else advance(seats, index, tools);
  }
  return 'done';
}

/** The first that is ready, from a random place on; null where all wait. */
function nextReady(seats: readonly Seat[], now_ms: number, random: Random): number | null {
  const start = random.integer(0, seats.length - 1);
  for (let offset = 0; offset < seats.length; offset += 1) {
    const index = (start + offset) % seats.length;
    if ((seats[index]?.wakes_ms ?? Infinity) <= now_ms) return index;
  }
  return null;
}

function earliest(seats: readonly Seat[]): number {
  return seats.reduce((least, { wakes_ms }) => Math.min(least, wakes_ms), Infinity);
}

function advance(seats: Seat[], index: number, tools: CrewTools): void {
  const seat = seats[index];
  if (!seat) return;
  const { done, value: step } = seat.member.asking.next(seat.reply);
  if (done) seats.splice(index, 1);
  else take(seat, step, tools);
}

function take(seat: Seat, step: Step, tools: CrewTools): void {
  seat.reply = null;
  if (step.type === 'pause') seat.wakes_ms = tools.now_ms() + step.wait_ms;
  else seat.reply = perform(seat.member.caller(), step.request, step.fate, tools);
}

function perform(
  caller: Caller,
  request: CallRequest,
  fate: CallFate,
  { store, recorder }: CrewTools,
): Answer<unknown> | null {
  const ended = recorder.began(caller, request);
  const answer = fate === 'lost' ? null : call(store, request);
  const heard = fate === 'heard' ? answer : null;
  ended(heard);
  return heard;
}

/** The compiler does not see that the arguments are those of the method. */
function call(store: SyncSessionStore, { method, args }: CallRequest): Answer<unknown> {
  return (store[method] as (args: CallRequest['args']) => Answer<unknown>)(args);
}
