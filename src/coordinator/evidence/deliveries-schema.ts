// The shape of deliveries in an evidence file. That agents, passes and blobs exist is for the ledger to see,
// which is told them one by one.

import { z } from 'zod';
import type { Deliveries, RaceEvent } from '../../model/deliveries.js';

const index = z.int().nonnegative();
const indexes = z.array(index);

const raceEvent: z.ZodType<RaceEvent> = z.union([
  z.tuple([z.literal('write')]),
  z.tuple([z.literal('export')]),
  z.tuple([z.literal('accept'), index, index]),
]);

export const deliveriesSchema: z.ZodType<Deliveries> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('everyone_to_everyone') }),
  z.strictObject({
    type: z.literal('pass'),
    senders: indexes,
    receivers: indexes,
    exported: indexes,
  }),
  z.strictObject({
    type: z.literal('restart'),
    agent_index: index,
    exported: index.nullable(),
    identity: z.enum(['fresh', 'reused']),
  }),
  z.strictObject({ type: z.literal('race'), timelines: z.array(z.array(raceEvent)) }),
]);
