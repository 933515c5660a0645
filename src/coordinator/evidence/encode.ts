// Evidence to bytes. What is written can be read back as it is, or is not written: a plug-in may have claimed
// what JSON cannot hold. The schema that readers use is not loaded here, for it would cost every process of
// a study more than all the rest of storing.

import { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { EvidenceDocument, VisitEvidence } from './document.js';
import { MAX_EVIDENCE_BYTES, UnstorableEvidenceError } from './document.js';
import {
  storableBreakage,
  storableCoordination,
  storableDetection,
  storableFault,
  storableHeal,
  storableLedger,
  storableUndelivered,
} from './storable-history.js';
import { storableFinal, storableObservation } from './storable.js';

/**
 * The document as UTF-8 JSON; equal evidence gives equal bytes.
 * @throws UnstorableEvidenceError for what would not be read back as it is, and for what is too large.
 */
export function encodeEvidence({ visit, evidence }: VisitEvidence): Buffer {
  const bytes = Buffer.from(JSON.stringify(documentOf({ visit, evidence })));
  if (bytes.length <= MAX_EVIDENCE_BYTES) return bytes;
  throw new UnstorableEvidenceError(`it takes ${bytes.length} bytes`);
}

function documentOf({ visit, evidence }: VisitEvidence): EvidenceDocument {
  const { attributes, ledger, observations, finals } = evidence;
  const { faults, heal, detection, undelivered, coordination, broken } = evidence;
  return {
    schema_version: SCHEMA_VERSION,
    visit,
    attributes,
    ledger: storableLedger(ledger.entries()),
    observations: observations.map(storableObservation),
    finals: finals.map(storableFinal),
    ...(faults && { faults: faults.map(storableFault) }),
    ...(heal && { heal: storableHeal(heal) }),
    ...(detection && { detection: storableDetection(detection) }),
    ...(undelivered && { undelivered: storableUndelivered(undelivered) }),
    ...(coordination && { coordination: storableCoordination(coordination) }),
    ...(broken && { broken: storableBreakage(broken) }),
  };
}
