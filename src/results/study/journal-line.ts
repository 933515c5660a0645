// One line of the journal: `{"sequence":N,"sha256":"…","entry":{…}}`. The checksum covers the line without
// its own member: the bytes of `{"sequence":N,"entry":{…}}`. Every byte is thus fixed, or the checksum, or
// covered by it, and a damaged one is noticed wherever it is. What an entry may say is not decided here.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Far more than any entry; a line beyond it is not one of ours. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

export type DecodedLine =
  | { readonly type: 'whole'; readonly sequence: number; readonly text: string }
  | { readonly type: 'damaged'; readonly reason: string };

const SEQUENCE = '{"sequence":';
const CHECKSUM = ',"sha256":"';
const ENTRY = '","entry":';
const HEAD = new RegExp(
  `^${SEQUENCE.replace('{', '\\{')}([1-9]\\d{0,15})${CHECKSUM}([0-9a-f]{64})${ENTRY}`,
);
/** As long as a head with a sequence of 16 digits. */
const MAX_HEAD_BYTES = SEQUENCE.length + 16 + CHECKSUM.length + 64 + ENTRY.length;
const CLOSING_BRACE = 0x7d;

/** The line with its line feed. @param text the entry as JSON, without line breaks. */
export function encodeLine(sequence: number, text: string): Buffer {
  const entry = Buffer.from(text);
  const head = `${SEQUENCE}${sequence}${CHECKSUM}${checksumOf(sequence, entry)}${ENTRY}`;
  return Buffer.concat([Buffer.from(head), entry, Buffer.from('}\n')]);
}

/** @param line without its line feed. */
export function decodeLine(line: Buffer): DecodedLine {
  const head = HEAD.exec(line.toString('latin1', 0, MAX_HEAD_BYTES));
  if (!head) return { type: 'damaged', reason: 'it does not begin as a line of a journal' };
  const [text, sequence, checksum] = head;
  const entry = line.subarray(text.length, -1);
  if (line.at(-1) !== CLOSING_BRACE || checksumOf(Number(sequence), entry) !== checksum) {
    return { type: 'damaged', reason: 'its checksum does not match' };
  }
  if (!isUtf8(entry)) return { type: 'damaged', reason: 'it is not valid UTF-8' };
  return { type: 'whole', sequence: Number(sequence), text: entry.toString('utf8') };
}

/**
 * Whether bytes hold the beginning of one more line: then a line feed before it is damaged, and what is there
 * is not one torn line. Inside an entry it cannot stand, because JSON escapes the quotes of a text.
 */
export function holdsAnotherLine(bytes: Buffer): boolean {
  return bytes.indexOf(SEQUENCE, 1) > 0;
}

/**
 * Whether bytes can be what a crash left of a journal's first line: its beginning, or the zeros of a block
 * that was never written. Anything else is a file of somebody else.
 */
export function couldBeTorn(bytes: Buffer): boolean {
  const beginning = Buffer.from(`${SEQUENCE}1${CHECKSUM}`);
  const length = Math.min(bytes.length, beginning.length);
  const begins = bytes.subarray(0, length).equals(beginning.subarray(0, length));
  return length > 0 && (begins || bytes.every((byte) => byte === 0));
}

function checksumOf(sequence: number, entry: Buffer): string {
  const hash = createHash('sha256').update(`${SEQUENCE}${sequence},"entry":`);
  return hash.update(entry).update('}').digest('hex');
}
