// Room in Loro's memory ahead of need. A WASM memory grows by as little as it is asked for, 64 KB at a time,
// and once it is large V8 takes each growth for so much new memory outside its heap that it collects
// garbage, for 5 to 10 ms. With hundreds of replicas on a thread, that was most of what their imports took.
// Asking for megabytes and giving them back leaves them where Loro finds them without growing.
//
// How much Loro takes can only be guessed. A guess too low costs time. So does one too high, if less: making
// room is to touch all of it; and it costs the room, one step of it per thread, or two for a single large
// import. Little use is left alone, so that it is measured as it is.

const STEP_BYTES = 16 * 1024 ** 2;
const MOST_AT_ONCE_BYTES = 2 * STEP_BYTES;
const LEFT_ALONE_BYTES = 32 * 1024 ** 2;

/** What may be used of a step before the next, so that a guess too low by a quarter does no harm. */
const USED_BEFORE_NEXT_BYTES = (3 * STEP_BYTES) / 4;

export class EngineMemory {
  readonly #reserve: (zeros: Uint8Array) => void;
  #room_bytes = LEFT_ALONE_BYTES;
  /** Kept, because making zeros takes as long as copying them; never written to, so no memory stands behind them. */
  #zeros: Uint8Array | null = null;

  /** `reserve` has the engine take that many bytes and give them back. */
  constructor(reserve: (zeros: Uint8Array) => void) {
    this.#reserve = reserve;
  }

  /** To be called before the engine does what will take about that much. */
  expect(bytes: number): void {
    this.#room_bytes -= bytes;
    if (this.#room_bytes > 0) return;
    this.#zeros ??= new Uint8Array(MOST_AT_ONCE_BYTES);
    this.#reserve(this.#zeros.subarray(0, STEP_BYTES + bytes));
    this.#room_bytes = USED_BEFORE_NEXT_BYTES;
  }
}
