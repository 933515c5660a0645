// The ways in which an agent can crash: at which moment, under which identity it comes back, and with which
// blob. Which agent crashes in which pass is decided in crash.ts.

import type { Crash } from '../fault-plan.js';

export interface Manner {
  readonly moment: Crash['moment'];
  readonly identity: Crash['identity'];
  /** The first pass in which there can be such a crash. */
  readonly first_pass: number;
  /** `hash` is a whole number to choose by. */
  readonly checkpoint: (pass: number, hash: number) => number | null;
}

/** How many passes before a crash its checkpoint may lie. */
export const CHECKPOINT_AGE_MAX = 4;
const STALE_AGE_MIN = 2;

export const MANNERS = {
  /** What was written since the last pass dies unseen; it begins again with what it exported then. */
  before_export: {
    moment: 'before_export',
    identity: 'fresh',
    first_pass: 0,
    checkpoint: (pass) => (pass === 0 ? null : pass - 1),
  },
  /** Others have what it wrote; it begins again with the blob that they have. */
  after_export: {
    moment: 'after_export',
    identity: 'fresh',
    first_pass: 0,
    checkpoint: (pass) => pass,
  },
  /**
   * The hazard: under its old identity, with a blob that is older than what others have of it, and before
   * any of them could tell it. What it writes next is numbered as something that they already hold.
   */
  stale: {
    moment: 'after_export',
    identity: 'reused',
    first_pass: STALE_AGE_MIN,
    checkpoint: (pass, hash) => {
      const oldest = Math.min(pass, CHECKPOINT_AGE_MAX);
      return pass - STALE_AGE_MIN - (hash % (oldest - STALE_AGE_MIN + 1));
    },
  },
} satisfies Readonly<Record<string, Manner>>;

export type MannerName = keyof typeof MANNERS;
export const MANNER_NAMES = Object.keys(MANNERS) as readonly MannerName[];
