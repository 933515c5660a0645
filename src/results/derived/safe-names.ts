// File names for things that are called anything: readable, unique and usable on every system.

import { createHash } from 'node:crypto';

const USABLE = /^[A-Za-z0-9_#-][A-Za-z0-9_.#-]*$/;
const MAX_CHARACTERS = 120;
const DIGEST_CHARACTERS = 12;
const LIKE_DIGEST = /-[0-9a-f]{12}$/i;

/**
 * A name for each text, in the same order; equal texts have equal names, and others differ in more than
 * letter case, because some file systems ignore it. What had to be changed beyond recognition, or would be
 * like another, ends in a digest of the text.
 */
export function safeNames(texts: readonly string[]): readonly string[] {
  const users = new Map<string, Set<string>>();
  for (const text of texts) {
    const key = readable(text).toLowerCase();
    users.set(key, (users.get(key) ?? new Set()).add(text));
  }
  return texts.map((text) => {
    const name = readable(text);
    const shared = (users.get(name.toLowerCase())?.size ?? 0) > 1;
    return shared || !isFaithful(text) ? `${name}-${digestOf(text)}` : name;
  });
}

/** A slash becomes a dash, which a cell's id is read well with; all else that is not usable a low line. */
function readable(text: string): string {
  const name = text.replaceAll('/', '-').replace(/[^A-Za-z0-9_.#-]/g, '_');
  return name.slice(0, MAX_CHARACTERS).replace(/^\.+/, '_');
}

/** Also not a name that looks as if it ended in a digest: it could be the very name that another text gets. */
function isFaithful(text: string): boolean {
  const name = text.replaceAll('/', '-');
  return name.length <= MAX_CHARACTERS && USABLE.test(name) && !LIKE_DIGEST.test(name);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST_CHARACTERS);
}
