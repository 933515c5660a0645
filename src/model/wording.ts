// Numbers and lists in English sentences.

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** A whole number with a comma at every thousand; any other with one decimal at most. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** `1 repetition`, `1,200 repetitions`; `3 replies` needs the plural given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
