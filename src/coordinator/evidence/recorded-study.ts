// What of the study in a manifest matters to judging it again. Little is asked of it, so that studies of other
// versions, with strategies that are not here, can still be judged by their evidence.

import { z } from 'zod';
import { corruptResults } from '../../results/study/corrupt.js';
import { STUDY_FILES } from '../../results/study/layout.js';
import { faultsOf } from '../../results/study/plain-data.js';
import type { RepetitionRecord } from '../../results/record.js';
import type { ModuleReference } from '../../strategies/load.js';
import type { ModelReference } from '../../workers/protocol.js';
import type { Expectation } from '../exit.js';
import { referenceName } from '../study.js';

export interface RecordedStudy {
  readonly strategies: readonly ModuleReference[];
  readonly model: ModelReference;
  /** By strategy name: what differs from what the strategy declares of itself. */
  readonly expect: Readonly<Record<string, Expectation>>;
}

/** Only what lies on this machine: a `data:` URL would be code out of the folder itself. */
const plugin = z.looseObject({ type: z.literal('plugin'), url: z.string().startsWith('file:///') });

/** A strategy as a file of unknown origin may name it. */
export const recordedStrategy: z.ZodType<ModuleReference> = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('built_in'), name: z.string() }),
  plugin,
]);

/** A model as a file of unknown origin may name it. */
export const recordedModel: z.ZodType<ModelReference> = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('stub'), latency_ms: z.number() }),
  plugin,
]);

const recordedStudy: z.ZodType<RecordedStudy> = z.looseObject({
  strategies: z.array(recordedStrategy),
  model: recordedModel,
  expect: z.record(z.string(), z.enum(['pass', 'fail'])).default({}),
});

/** @throws UserError (exit 65) where the study of the manifest is none. */
export function recordedStudyOf(folder: string, study: object): RecordedStudy {
  const { data, error } = recordedStudy.safeParse(study);
  if (data) return data;
  throw corruptResults(`${folder}/${STUDY_FILES.manifest}`, `study: ${faultsOf(error)}`);
}

/** The strategy that a record is of; a cell's name has it as the study did. Undefined where there is none. */
export function referenceOf(
  { strategies }: RecordedStudy,
  { cell_id, workload, topology }: RepetitionRecord,
): ModuleReference | undefined {
  return strategies.find((reference) =>
    cell_id.startsWith(`${workload}/${referenceName(reference)}/${topology}/`),
  );
}
