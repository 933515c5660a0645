// Sentences on a terminal that has an end.

const FULL_WIDTH = 100;

/**
 * The text in lines of at most `width` characters, broken between words; a word longer than that stands
 * alone. Lines after the first begin with `indent`.
 */
export function wrapped(text: string, width: number | null, indent: string): string {
  const limit = Math.min(width ?? FULL_WIDTH, FULL_WIDTH);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= limit) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(line === undefined ? word : `${indent}${word}`);
  }
  return lines.join('\n');
}
