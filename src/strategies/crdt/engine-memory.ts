// Room in Loro's memory ahead of need. A WASM memory grows by as little as it is asked for, 64 KB at a time,
// and V8 takes each growth of a large memory for so much new memory outside its heap that it collects
// garbage, for 5 to 10 ms. With hundreds of replicas on a thread, that is most of what their imports take.
// Asking for megabytes and giving them back leaves them where Loro finds them without growing.
//
// How much Loro takes can only be guessed. A guess too low costs time and one too high nothing but the room,
// never more than one step of it per thread.

const STEP_BYTES = 8 * 1024 ** 2;

/** Of the room taken since the last step, so that a guess that is too low by half does no harm. */
const USED_BEFORE_NEXT = 0.5;

export class EngineMemory {
  readonly #reserve: (bytes: number) => void;
  #room_bytes = 0;

  /** `reserve` has the engine take that much memory and give it back. */
  constructor(reserve: (bytes: number) => void) {
    this.#reserve = reserve;
  }

  /** To be called before the engine does what will take about that much. */
  expect(bytes: number): void {
    this.#room_bytes -= bytes;
    if (this.#room_bytes > 0) return;
    this.#reserve(STEP_BYTES + bytes);
    this.#room_bytes = STEP_BYTES * USED_BEFORE_NEXT;
  }
}
