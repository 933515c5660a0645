// What agents hand in: work of every class and policy, and inputs whose source keys several of them use.

import type { Random } from '../../model/random.js';
import { COMMANDS, DELIVERY_POLICIES } from '../terms.js';
import type { InputDraft, InputTarget, SlotPolicy, WorkDraft, WorkSubject } from '../terms.js';

const COMMAND_SHARE = 1 / 5;
const MERGE_KEYS = 2;
/** Few, so that agents who come at the same time for the same turn bring the same one. */
const KEYS_PER_TURN = 3;
const UNKEYED_SHARE = 1 / 4;
const CHANGED_SHARE = 1 / 8;

export function drawWork(random: Random): WorkDraft {
  return {
    subject: drawSubject(random),
    delivery: DELIVERY_POLICIES[random.integer(0, 1)] ?? 'earliest_safe_boundary',
    slot: drawSlot(random),
    payload: { size: random.integer(0, 99) },
  };
}

function drawSubject(random: Random): WorkSubject {
  if (random.fraction() >= COMMAND_SHARE) return { class: 'turn_work', work: 'process_wake' };
  const command = COMMANDS[random.integer(0, COMMANDS.length - 1)] ?? 'reset_session';
  return { class: 'session_command', command };
}

function drawSlot(random: Random): SlotPolicy {
  const merge_key = random.integer(0, MERGE_KEYS);
  return merge_key === 0 ? { type: 'exclusive' } : { type: 'join', merge_key: `key-${merge_key}` };
}

/** Target and payload belong to the key, so that equal keys are equal content, unless the payload is changed. */
export function drawInput(turn: number, random: Random): InputDraft {
  const key = random.integer(0, KEYS_PER_TURN - 1);
  const target = targetOf(turn, key);
  const text = `turn ${turn}, observation ${key}`;
  const fate = random.fraction();
  if (fate < UNKEYED_SHARE) return { target, payload: { text }, source_key: null };
  const source_key = `turn-${turn}/${key}`;
  const isChanged = fate < UNKEYED_SHARE + CHANGED_SHARE;
  return { target, payload: isChanged ? { text, changed: true } : { text }, source_key };
}

/** One key of each turn is for an active turn, which may be over by then or not yet begun. */
function targetOf(turn: number, key: number): InputTarget {
  if (key > 0) return { type: 'next_turn' };
  return { type: 'active_turn', turn_index: turn + 1, min_boundary: 'after_work' };
}
