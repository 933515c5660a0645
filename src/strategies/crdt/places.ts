// Bytes with equal places of JSON arrays side by side, as a columnar store would lay them: whatever is outside of
// arrays, then everything that stands first in one, everything that stands second, and so on. What a replica's
// documents hold are such arrays by the thousand (layout.ts), a field, an agent, a number and a value each, between
// bytes of the engine. A compressor finds more that is alike where it is near, in less time.
//
// It is no parser. What it takes for an array need not be one: all that matters is that the way back, which goes
// through the same states with the same bytes, takes it for the same.
//
// The length of each column, then the columns.

import { WireReader, WireWriter } from '../wire.js';

/** Has all that follows it in its array, too. */
const LAST_PLACE = 5;
const OUTSIDE = 0;
const COLUMNS = LAST_PLACE + 1;

/** Outside, in a place, and in a string in a place: what the next byte means, and where it belongs. */
const STATES = COLUMNS + LAST_PLACE;
const inString = (place: number): number => LAST_PLACE + place;
const COLUMN_OF = Uint8Array.from({ length: STATES }, (_, state) =>
  state > LAST_PLACE ? state - LAST_PLACE : state,
);

const BYTE_VALUES = 256;
const NEXT = stateTable();

/** By state and byte, the state that follows. */
function stateTable(): Uint8Array {
  const next = Uint8Array.from({ length: STATES * BYTE_VALUES }, (_, at) =>
    Math.floor(at / BYTE_VALUES),
  );
  const set = (state: number, byte: string, to: number): void => {
    next[state * BYTE_VALUES + byte.charCodeAt(0)] = to;
  };
  set(OUTSIDE, '[', 1);
  for (let place = 1; place <= LAST_PLACE; place += 1) {
    set(place, ',', Math.min(place + 1, LAST_PLACE));
    set(place, ']', OUTSIDE);
    set(place, '"', inString(place));
    set(inString(place), '"', place);
  }
  return next;
}

export function gatherPlaces(bytes: Uint8Array): Uint8Array {
  const runs = runsOf(bytes);
  const writer = new WireWriter();
  for (const length of runs.lengths) writer.count(length);
  const head = writer.finish();
  const gathered = new Uint8Array(head.length + bytes.length);
  gathered.set(head);
  const ats = startsOf(runs.lengths, head.length);
  let from = 0;
  for (let run = 0; run < runs.count; run += 1) {
    const column = runs.columns[run] ?? 0;
    const to = runs.ends[run] ?? 0;
    let at = ats[column] ?? 0;
    while (from < to) gathered[at++] = bytes[from++] ?? 0;
    ats[column] = at;
  }
  return gathered;
}

/** Bytes that belong to one column and stand one after the other. */
interface Runs {
  readonly count: number;
  readonly columns: Uint8Array;
  /** Where each ends, and the next begins. */
  readonly ends: Uint32Array;
  /** Of the columns, in bytes. */
  readonly lengths: Uint32Array;
}

/** Noted while counting: to write each byte to its column as it is met takes twice as long. */
function runsOf(bytes: Uint8Array): Runs {
  const columns = new Uint8Array(bytes.length + 1);
  const ends = new Uint32Array(bytes.length + 1);
  const lengths = new Uint32Array(COLUMNS);
  let [count, start, state] = [0, 0, OUTSIDE];
  const end = (column: number, at: number): void => {
    columns[count] = column;
    ends[count] = at;
    lengths[column] = (lengths[column] ?? 0) + at - start;
    count += 1;
    start = at;
  };
  for (let index = 0; index < bytes.length; index += 1) {
    const next = NEXT[state * BYTE_VALUES + (bytes[index] ?? 0)] ?? 0;
    if (next === state) continue;
    const column = COLUMN_OF[state] ?? 0;
    state = next;
    if (COLUMN_OF[state] !== column) end(column, index + 1);
  }
  end(COLUMN_OF[state] ?? 0, bytes.length);
  return { count, columns, ends, lengths };
}

/** @throws Error where these are not gathered bytes, or not all of them. */
export function spreadPlaces(gathered: Uint8Array): Uint8Array {
  const reader = new WireReader(gathered);
  const lengths = Uint32Array.from({ length: COLUMNS }, () => reader.count());
  const length = lengths.reduce((sum, one) => sum + one);
  const start = reader.skip(length);
  reader.end();
  const ats = startsOf(lengths, start);
  const ends = ats.map((at, column) => at + (lengths[column] ?? 0));
  const bytes = new Uint8Array(length);
  let state = OUTSIDE;
  let column = OUTSIDE;
  let at = ats[column] ?? 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (at === ends[column]) throw new RangeError(`column ${column} ends too early`);
    const byte = gathered[at++] ?? 0;
    bytes[index] = byte;
    const next = NEXT[state * BYTE_VALUES + byte] ?? 0;
    if (next === state) continue;
    state = next;
    ats[column] = at;
    column = COLUMN_OF[state] ?? 0;
    at = ats[column] ?? 0;
  }
  return bytes;
}

function startsOf(lengths: Uint32Array, first: number): Uint32Array {
  let end = first;
  return lengths.map((length) => {
    const start = end;
    end += length;
    return start;
  });
}
