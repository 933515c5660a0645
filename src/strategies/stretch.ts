// Copying short stretches of bytes, as codecs do by the million.

/** From here on one call that copies costs less than a loop. */
const LONG_BYTES = 256;

/** Most stretches are shorter than what the making of a view of them takes. */
export function copyStretch(
  source: Uint8Array,
  from: number,
  length: number,
  target: Uint8Array,
  to: number,
): void {
  if (length >= LONG_BYTES) {
    target.set(source.subarray(from, from + length), to);
    return;
  }
  for (let index = 0; index < length; index += 1) target[to + index] = source[from + index] ?? 0;
}
