// Cuts a stream of bytes into records that each end with one separator, a batch of them per chunk: millions
// of records are too many to wait for one by one.

import { EXIT, UserError } from '../../model/problem.js';

export const NUL = 0;
export const NEWLINE = 0x0a;

/**
 * The records without their separators; what follows the last separator is no record. Valid until the next
 * batch is asked for.
 * @throws UserError at a record longer than `limit_bytes`.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer>,
  separator: number,
  limit_bytes: number,
): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const records: Buffer[] = [];
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    // What was left over holds no separator, so it is not searched again.
    let end = bytes.indexOf(separator, rest.length);
    for (; end >= 0; end = bytes.indexOf(separator, start)) {
      if (end - start > limit_bytes) throw tooLong(limit_bytes);
      records.push(bytes.subarray(start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > limit_bytes) throw tooLong(limit_bytes);
    yield records;
  }
}

function tooLong(limit_bytes: number): UserError {
  return new UserError(EXIT.usage, {
    what: 'the history cannot be read',
    where: 'output of git',
    remedy: `a path or address in it is longer than ${limit_bytes} bytes`,
  });
}
