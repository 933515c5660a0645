// 64 bits that say which op ids a list holds. Not a cryptographic hash: op ids come from whoever plans the
// writes, and all that must differ are lists that honest replicas hold.

/** Two signed 32-bit integers. */
export type Fingerprint = readonly [number, number];

export const OF_NOTHING: Fingerprint = [0, 0];

/** Of the same list with one op id more at its end. */
export function extended([low, high]: Fingerprint, op_id: number): Fingerprint {
  const next = [mixed(low ^ op_id, op_id / 2 ** 32), mixed(high + op_id, 0x5bd1e995)] as const;
  return [next[0] + Math.imul(next[1], 3), next[1] ^ (next[0] >>> 7)].map(int32) as [
    number,
    number,
  ];
}

/** MurmurHash3's finaliser over both arguments. */
function mixed(value: number, salt: number): number {
  let hash = (value ^ Math.imul(salt, 0x9e3779b1)) + 0x7f4a7c15;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function int32(value: number): number {
  return value | 0;
}
