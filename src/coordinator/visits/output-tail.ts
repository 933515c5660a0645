// The last of what a process said, in bounded memory, however much it says.

export class OutputTail {
  readonly #limit_bytes: number;
  #held = Buffer.alloc(0);

  constructor(limit_bytes: number) {
    this.#limit_bytes = limit_bytes;
  }

  push(piece: Buffer): void {
    this.#held = Buffer.concat([this.#held, piece]).subarray(-this.#limit_bytes);
  }

  /** The last of it as text; a character cut in two at its beginning is left out. */
  text(limit_bytes: number = this.#limit_bytes): string {
    const last = this.#held.subarray(-limit_bytes);
    const whole = last.findIndex((byte) => !isContinuation(byte));
    return whole === -1 ? '' : last.subarray(whole).toString('utf8');
  }
}

/** Of a character that UTF-8 spells in several bytes, all but the first. */
function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}
