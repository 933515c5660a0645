// What a demonstration says it shows, and whether that came true: a claim that cannot fail shows nothing.

export interface Claim {
  /** A sentence. */
  readonly claim: string;
  readonly holds: boolean;
}

/** True where there is something claimed and all of it holds. */
export function allHold(claims: readonly Claim[]): boolean {
  return claims.length > 0 && claims.every(({ holds }) => holds);
}
