// Bytes of unknown origin to evidence.

import { matching } from '../../results/study/plain-data.js';
import { Ledger } from '../../verdict/ledger.js';
import type { VisitEvidence } from './document.js';
import { parseJson } from './json-text.js';
import { evidenceSchema } from './schema.js';
import { readUndelivered } from './undelivered.js';

/** @throws Error saying what is wrong, where the bytes are no evidence that a repetition could have left. */
export function decodeEvidence(bytes: Buffer): VisitEvidence {
  const json = parseJson(bytes);
  const document = matching(evidenceSchema, json, json);
  if (document.type === 'bad') throw new Error(document.reason);
  const { visit, attributes, ledger, observations, finals } = document.value;
  const { faults, heal, detection, undelivered, coordination, broken } = document.value;
  const held = { ledger: Ledger.from(ledger), observations, finals, attributes };
  const surroundings = {
    ...(faults && { faults }),
    ...(heal && { heal }),
    ...(detection && { detection }),
    ...(undelivered && { undelivered: readUndelivered(undelivered) }),
    ...(coordination && { coordination }),
    ...(broken && { broken }),
  };
  return { visit, evidence: { ...held, ...surroundings } };
}
