// A history in a file of its own, with all that it takes to replay it: what `replay --out` writes and reads.

import { z } from 'zod';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { matching } from '../../results/study/plain-data.js';
import { BLOB_SCOPES } from '../../results/record.js';
import { strictJson } from '../../results/strict-json.js';
import { decodeEvidence } from '../evidence/decode.js';
import { encodeEvidence } from '../evidence/encode.js';
import { parseJson } from '../evidence/json-text.js';
import { recordedModel, recordedStrategy } from '../evidence/recorded-study.js';
import type { RecordedHistory, ReplayTerms } from './recorded-history.js';

const TYPE = 'mergestorm_history';

const terms: z.ZodType<ReplayTerms> = z.strictObject({
  strategy: recordedStrategy,
  strategy_version: z.string(),
  expectation: z.enum(['pass', 'fail']),
  model: recordedModel,
  seed: z.int(),
  style: z.enum(['batch', 'pairwise']),
  blob_scope: z.enum(BLOB_SCOPES),
  clocks_ahead: z.array(z.tuple([z.string(), z.int().nonnegative()])),
});

interface HistoryDocument {
  readonly schema_version: typeof SCHEMA_VERSION;
  readonly type: typeof TYPE;
  readonly terms: ReplayTerms;
  /** As in an evidence file, which has a schema of its own. */
  readonly evidence: object;
}

const document: z.ZodType<HistoryDocument> = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  type: z.literal(TYPE),
  terms,
  evidence: z.custom<object>((value) => typeof value === 'object' && value !== null, 'no object'),
});

/** JSON, for people to look at. @throws UnstorableEvidenceError for what would not be read back as it is. */
export function encodeHistory({ visit, terms: kept, evidence }: RecordedHistory): string {
  const stored = JSON.parse(encodeEvidence({ visit, evidence }).toString()) as object;
  const whole: HistoryDocument = {
    schema_version: SCHEMA_VERSION,
    type: TYPE,
    terms: kept,
    evidence: stored,
  };
  return strictJson(whole);
}

/** @throws Error saying what is wrong, where the bytes are no history that could have been written. */
export function decodeHistory(bytes: Buffer): RecordedHistory {
  const json = parseJson(bytes);
  const parsed = matching(document, json, json);
  if (parsed.type === 'bad') throw new Error(parsed.reason);
  const { terms: kept, evidence } = parsed.value;
  return { terms: kept, ...decodeEvidence(Buffer.from(JSON.stringify(evidence))) };
}
