// The intended times of all residents of a shard as one schedule. It is made before the start line, in flat
// arrays, so that the timed loop does nothing but walk along them.

/** Entry i: a write of `seats[i]` is due `due_ns[i]` after the start line. Ascending. */
export interface Schedule {
  readonly seats: Int32Array;
  readonly due_ns: BigInt64Array;
}

/**
 * Equal times keep the order of the seats, and a seat's writes their own.
 * @param intended_ns per seat, ascending.
 */
export function mergeIntended(intended_ns: readonly (readonly number[])[]): Schedule {
  const entries = intended_ns.flatMap((times, seat) => times.map((due_ns) => ({ seat, due_ns })));
  // Stable: what a seat intends at one instant stays in program order.
  entries.sort((left, right) => left.due_ns - right.due_ns);
  return {
    seats: Int32Array.from(entries, ({ seat }) => seat),
    due_ns: BigInt64Array.from(entries, ({ due_ns }) => BigInt(Math.round(due_ns))),
  };
}
