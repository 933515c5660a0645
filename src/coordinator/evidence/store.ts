// What one repetition leaves in the results folder beside its record: the evidence it was judged by and,
// where they were kept, the states of its replicas. Written before the journal names them, so that a journal
// never names what is not there.

import { digestsOf } from '../finals.js';
import type { Visit } from '../plan.js';
import { visitIdOf } from '../plan.js';
import type { RepetitionResult } from '../repetition-plan.js';
import type { FinalDigests, StoredFile } from '../../results/study/entry.js';
import { writeStored } from '../../results/study/stored-file.js';
import { STUDY_FOLDERS } from '../../results/study/layout.js';
import { encodeBlobs } from './blobs.js';
import { encodeEvidence } from './encode.js';
import { fileNameOf } from './file-name.js';
import { compress } from './gzip.js';

export interface StoredRepetition {
  readonly evidence: StoredFile;
  readonly blobs: StoredFile | null;
  readonly finals: readonly FinalDigests[];
}

/**
 * Writes the evidence and the blobs of one visit, over what a visit that was cut off may have left.
 * @throws UnstorableEvidenceError where a plug-in claimed what cannot be stored: that is how its repetition
 *   ended. UserError (exit 74) where writing fails.
 */
export function storeRepetition(
  folder: string,
  visit: Visit,
  { evidence, blobs }: Pick<RepetitionResult, 'evidence' | 'blobs'>,
): StoredRepetition {
  const [name, id] = [fileNameOf(visit), visitIdOf(visit)];
  const packed = compress(encodeEvidence({ visit: id, evidence }));
  const kept = blobs && compress(encodeBlobs({ visit: id, blobs }));
  return {
    evidence: writeStored(folder, `${STUDY_FOLDERS.evidence}/${name}.json.gz`, packed),
    blobs: kept && writeStored(folder, `${STUDY_FOLDERS.blobs}/${name}.blobs.gz`, kept),
    finals: digestsOf(evidence.finals),
  };
}
