/** One figure with what it is held to. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null: printed, held to nothing. */
  readonly target: { readonly at_least: number } | { readonly at_most: number } | null;
  /** How it was measured, in a line. */
  readonly how: string;
}

export interface Benchmark {
  readonly name: string;
  readonly measure: () => Promise<readonly Figure[]>;
}

export function meetsTarget({ value, target }: Figure): boolean {
  if (target === null) return true;
  return 'at_least' in target ? value >= target.at_least : value <= target.at_most;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
