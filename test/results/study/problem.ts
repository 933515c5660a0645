// What tests expect of an error that a user is to act on.

import { expect } from 'vitest';

/** An error with this exit code whose message is one line and holds these parts, in this order. */
export function problem(exit_code: number, ...parts: readonly string[]): Error {
  const message = new RegExp(`^${parts.map((part) => `.*${escaped(part)}`).join('')}.*$`, 'u');
  return expect.objectContaining({
    exit_code,
    message: expect.stringMatching(message) as string,
  }) as Error;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
