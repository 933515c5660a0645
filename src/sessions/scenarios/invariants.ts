// What a session store must never break, in the words that scenarios, index and lists share. Each is owned by one
// scenario, so that a broken one is looked for in one place.

export const INVARIANTS = [
  'session-command gate',
  'checkpoint persistence',
  'stale completion rejected',
  'queue drained at the end',
  'commands alone claim no turn work and commit',
  'claiming turn work does not consume next-turn inputs',
  'a process wake is claimable at the active-turn checkpoint',
  'next-turn inputs are claimed, hidden while live, completed by commit',
  "other sessions' inputs untouched",
  'source-key replay keeps the original id and payload',
  'changed payload conflicts',
  'active-turn inputs deferred, cancelled after deferral, never claimed later',
  'a commit after the lease was released is refused',
  'reclaim advances the fence',
  'a stale observer stays busy',
] as const;

export type Invariant = (typeof INVARIANTS)[number];
