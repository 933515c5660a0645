// Typed reading of rows. The tables are STRICT and the file was checked, so what does not fit is damage.

import { messageOf } from '../../model/problem.js';
import type { Row } from './connection.js';

/** @throws Error where the row holds something else. */
export function textAt(row: Row, index: number): string {
  const value = row[index];
  return typeof value === 'string' ? value : damaged('text', index);
}

/** @throws Error where the row holds something else. */
export function numberAt(row: Row, index: number): number {
  const value = row[index];
  return typeof value === 'number' ? value : damaged('a number', index);
}

/** @throws Error where the row holds something else. */
export function numberOrNullAt(row: Row, index: number): number | null {
  return row[index] === null ? null : numberAt(row, index);
}

/**
 * JSON text. Its shape is what this store has written.
 * @throws Error where the row holds something else.
 */
export function jsonAt(row: Row, index: number): unknown {
  const text = textAt(row, index);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    return damaged(`JSON (${messageOf(thrown)})`, index);
  }
}

/** One spelling per name, which any text survives: SQLite's library cuts text at a NUL. */
export function nameText(name: string): string {
  return JSON.stringify(name);
}

function damaged(wanted: string, index: number): never {
  throw new Error(`column ${index} of a row is not ${wanted}: the session database is damaged`);
}
