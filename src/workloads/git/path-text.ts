// The bytes of a path as text. Git keeps any bytes but NUL; writes hold Unicode, and a write log names of at
// most 1,024 characters.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

const MAX_CHARS = 1000;
const KEPT_CHARS = 960;
const HALF_PAIR_AT_END = /[\ud800-\udbff]$/;

/**
 * The path where it is UTF-8; otherwise in quotes with octal escapes, as git itself prints such a path. One
 * longer than 1,000 characters ends with a digest instead of its end. Two paths have two texts.
 */
export function pathText(path: Buffer): string {
  const text = isUtf8(path) ? path.toString() : quotedPath(path);
  if (text.length <= MAX_CHARS) return text;
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return `${text.slice(0, KEPT_CHARS).replace(HALF_PAIR_AT_END, '')}…${digest}`;
}

function quotedPath(path: Buffer): string {
  const spelled = Array.from(path, (byte) =>
    isPlain(byte) ? String.fromCharCode(byte) : octal(byte),
  );
  return `"${spelled.join('')}"`;
}

/** Printable ASCII but the quote and the backslash. */
function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
