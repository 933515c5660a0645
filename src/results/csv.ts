// results.csv: one row per repetition as RFC 4180 asks, CRLF and all; empty means not measured.

import { stringify } from 'csv-stringify/sync';
import { COLUMNS, validateRecord, type RepetitionRecord } from './record.js';

/** The whole file. @throws InvalidRecordError */
export function toCsv(records: readonly RepetitionRecord[]): string {
  return stringify(records.map(validateRecord), {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: '\r\n',
    // The library quotes for the line break it writes; a reader may take either half of it for one.
    quote_record_delimiter: true,
    // The library spells booleans 1 and nothing, which reads as "not measured".
    cast: { boolean: String },
  });
}
