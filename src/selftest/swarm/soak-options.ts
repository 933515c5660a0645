// What `npm run soak` can be told: how many seeds and how long at most, or one seed to look at.

import { EXIT, UserError } from '../../model/problem.js';

export interface SoakOptions {
  readonly first_seed: number;
  readonly seed_count: number;
  readonly time_limit_min: number;
  /** `each_seed`: what every seed draws and comes to is told; `alarms`: alarms alone. */
  readonly detail: 'alarms' | 'each_seed';
}

const DEFAULTS: SoakOptions = {
  first_seed: 1,
  seed_count: 1_000,
  time_limit_min: 15,
  detail: 'alarms',
};
const MOST = 1_000_000_000;

/** What each word says, given the number after it. */
const FLAGS: Readonly<Record<string, (value: number) => Partial<SoakOptions>>> = {
  '--seed': (seed) => ({ first_seed: seed, seed_count: 1, detail: 'each_seed' }),
  '--minutes': (minutes) => ({ time_limit_min: minutes }),
};

/** @throws UserError (exit 64) for a word that says nothing. */
export function readSoakOptions(words: readonly string[]): SoakOptions {
  let options = DEFAULTS;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
    if (flag) at += 1;
    const value = numberIn(words[at], word);
    options = { ...options, ...(flag ? flag(value) : { seed_count: value }) };
  }
  return options;
}

function numberIn(text: string | undefined, word: string): number {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
  if (value >= 1 && value <= MOST) return value;
  throw new UserError(EXIT.usage, {
    what: 'bad option of the soak',
    where: JSON.stringify(text === undefined ? word : text),
    remedy: 'give a number of seeds, --seed N, or --minutes N',
  });
}
