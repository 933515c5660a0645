// What the parent accepts of what the process of a visit says. The process executes code of others, so
// nothing it says is believed to have the right shape, or to be about the visit it was ordered.

import { z } from 'zod';
import type { ExitCode } from '../../model/problem.js';
import { EXIT } from '../../model/problem.js';
import { entryFault } from '../../results/study/entry-schema.js';
import type { JournalEntry } from '../../results/study/entry.js';
import type { AnyVisit } from '../plan.js';
import { cellIdOf } from '../cell.js';
import type { VisitMessage } from './visit-protocol.js';

/** A message that cannot be accepted; `message` says why. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

const count = z.int().nonnegative();

const size = z.strictObject({
  agents: count,
  rounds: count,
  writes_per_agent: count.nullable(),
  writes: count,
  fields: count,
  later_turns: count,
});

const exitCode = z.custom<ExitCode>((value) => Object.values<unknown>(EXIT).includes(value));

const messageSchema: z.ZodType<VisitMessage> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('starts'), size, threads: count }),
  z.strictObject({ type: z.literal('finished'), entry: z.custom<JournalEntry>() }),
  z.strictObject({
    type: z.literal('unusable'),
    exit_code: exitCode,
    parts: z.strictObject({ what: z.string(), where: z.string(), remedy: z.string() }),
  }),
]);

/** @throws MessageError where the value is no message, or not about this visit. */
export function acceptMessage(value: unknown, visit: AnyVisit): VisitMessage {
  const { data, error } = messageSchema.safeParse(value);
  if (error) throw new MessageError('it is not a message of ours');
  if (data.type === 'finished') requireEntryOf(visit, data.entry);
  return data;
}

function requireEntryOf({ cell, repetition }: AnyVisit, entry: JournalEntry): void {
  const fault = entryFault(entry);
  if (fault !== null) throw new MessageError(fault);
  const { record } = entry;
  if (record.cell_id === cellIdOf(cell) && record.repetition === repetition) return;
  throw new MessageError('it is the record of another visit');
}
