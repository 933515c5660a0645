// What the git workload can be told: choices, bounds and defaults. Light on purpose: the command line reads
// it without loading what reads a repository.

/**
 * What writes of one window know of each other. `ancestry`: a commit follows its ancestors, so what git
 * shows one after the other is declared so with `happens_after`. `windows`: nothing; all authors of a window
 * write at once. The first is what happened, as far as git knows, but rebasing and squashing leave a history
 * in which nothing was ever concurrent; so the second, which asks what it would be like if, is the usual one.
 */
export const GIT_CAUSALITIES = ['ancestry', 'windows'] as const;
export type GitCausality = (typeof GIT_CAUSALITIES)[number];

/** Smallest and largest, both allowed; whole numbers. */
export const GIT_BOUNDS = {
  days: { min: 1, max: 36_500 },
  hot: { min: 0, max: 10_000 },
} as const;

export const DEFAULT_GIT = { days: 14, hot: 40, causality: 'windows' } as const;
