// results.json: the manifest and every record in one document. Names and numbers are those of the CSV.

import type { Manifest } from './manifest.js';
import { SCHEMA_VERSION, validateRecord, type RepetitionRecord } from './record.js';
import { strictJson } from './strict-json.js';

/**
 * The whole file.
 * @throws InvalidRecordError where a record is invalid, TypeError where the manifest is not JSON.
 */
export function toJson(manifest: Manifest, records: readonly RepetitionRecord[]): string {
  return strictJson({
    schema_version: SCHEMA_VERSION,
    manifest,
    records: records.map(validateRecord),
  });
}
