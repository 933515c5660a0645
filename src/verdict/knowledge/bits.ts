// Rows of bits, 32 to a word.

/** What anyone holds, of rows of that many words. */
export function unionOf(rows: Uint32Array, words: number): Uint32Array {
  const union = new Uint32Array(words);
  for (let at = 0; at < rows.length; at += words) {
    for (let word = 0; word < words; word += 1) {
      union[word] = (union[word] ?? 0) | (rows[at + word] ?? 0);
    }
  }
  return union;
}

/** Bit number `bit` of the row that begins at index `at`. */
export function hasBit(rows: Uint32Array, at: number, bit: number): boolean {
  return (((rows[at + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 1;
}
