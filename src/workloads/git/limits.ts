/** What a repository may hold to be replayed: it comes from anywhere, and everything is held in memory. */
export const LIMITS = {
  commits: 1_000_000,
  /** Paths touched, each as often as a commit touches it. */
  changes: 4_000_000,
  /** Of one path or line that git prints. */
  record_bytes: 1024 ** 2,
  /** Of all that one git process prints. */
  output_bytes: 4 * 1024 ** 3,
  /** Rounds times agents: the places a script has. */
  turns: 10_000_000,
  /** Commits of one window: who knows of whom takes a bit per pair. */
  commits_per_window: 32_768,
  /** Entries of all `happens_after` together. */
  declarations: 20_000_000,
} as const;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
