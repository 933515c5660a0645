// The shape of an evidence file as it must be to be read. Strict: a key that is not known is refused, and so
// is a value of another type. Whether the claims in it are true is not asked here: that is for the judge.

import { z } from 'zod';
import type { Escalation, FieldReading, Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import { FIELD_KINDS } from '../../model/write.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { FinalState, RoundObservation } from '../../verdict/evidence.js';
import type { LedgerEntries } from '../../verdict/ledger.js';
import { deliveriesSchema } from './deliveries-schema.js';
import type { EvidenceDocument } from './document.js';
import { isJson } from './json-value.js';
import { surroundingsShape } from './surroundings-schema.js';

const index = z.int().nonnegative();
const kind = z.enum(FIELD_KINDS);
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'not 64 hexadecimal digits');
const jsonScalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Returned as it is: a copy would have to mind keys like __proto__, which an agent's value may have. */
const jsonValue = z.custom<Write['value']>(isJson, 'no JSON value');

const attributed = {
  agent_id: z.string(),
  op_id: index,
  field: z.string(),
  happens_after: z.array(z.tuple([z.string(), index])).exactOptional(),
};

const write: z.ZodType<Write> = z.discriminatedUnion('kind', [
  z.strictObject({ ...attributed, kind: z.literal('scalar'), value: jsonValue }),
  z.strictObject({ ...attributed, kind: z.literal('grow_set'), value: z.array(jsonScalar) }),
  z.strictObject({ ...attributed, kind: z.literal('append_text'), value: z.string() }),
]);

/** Far above any repetition that fits in memory: following who held what takes memory per agent. */
const MAX_AGENTS = 1_000_000;

const ledger: z.ZodType<LedgerEntries> = z.strictObject({
  agents: z.array(z.string()).max(MAX_AGENTS),
  rounds: z.array(
    z.strictObject({
      writes: z.array(z.array(write)),
      deliveries: z.array(deliveriesSchema),
    }),
  ),
});

// A strategy may claim any number; which of them is wrong is what it is judged by.
const field = z.string();
const author = z.tuple([z.string(), z.number().nullable()]);
const authors = z.array(author);

const fieldReading: z.ZodType<FieldReading> = z.discriminatedUnion('kind', [
  z.strictObject({ field, kind: z.literal('scalar'), value: jsonValue, authors }),
  z.strictObject({
    field,
    kind: z.literal('grow_set'),
    elements: z.array(jsonScalar),
    authors: z.array(authors),
  }),
  z.strictObject({
    field,
    kind: z.literal('append_text'),
    text: z.string(),
    spans: z.array(z.strictObject({ length: z.number(), author })),
  }),
  z.strictObject({ field, kind: z.literal('escalated') }),
]);

const contender = z.strictObject({
  agent_id: z.string(),
  op_id: z.number(),
  kind,
  value: jsonValue,
});
const contenders = z.array(contender);

const escalation: z.ZodType<Escalation> = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('open'), field, contenders }),
  z.strictObject({ status: z.literal('resolved'), field, contenders, kind, value: jsonValue }),
]);

const observation: z.ZodType<RoundObservation> = z.strictObject({
  round: index,
  agent_index: index,
  escalations: z.array(escalation),
});

const reading: z.ZodType<Reading> = z.strictObject({
  fields: z.array(fieldReading),
  escalations: z.array(escalation),
  model_calls: z.number(),
});

const final: z.ZodType<FinalState> = z.strictObject({
  reading,
  digests: z.strictObject({ content: digest, reading: digest }),
  agent_indexes: z.array(index),
});

export const evidenceSchema: z.ZodType<EvidenceDocument> = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  visit: z.string(),
  attributes: z.boolean(),
  ledger,
  observations: z.array(observation),
  finals: z.array(final),
  ...surroundingsShape,
});
