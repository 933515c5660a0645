// Text of unknown origin on its way to a terminal or a report: what a user's log, field or file is called
// must not move the cursor, recolour the screen or turn the line around.

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with control, format and line-break characters and lone surrogates spelled in `\u` escapes. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeUnit(character, index)).join(''),
  );
}

/** The text as a printable JSON string, cut after `limit` characters, for error messages. */
export function quoted(text: string, limit = 60): string {
  // Twice as many code units hold at least as many characters, and a long text is not walked in full.
  const characters = Array.from(text.slice(0, 2 * limit + 1));
  if (characters.length <= limit) return printable(JSON.stringify(text));
  return printable(JSON.stringify(`${characters.slice(0, limit).join('')}…`));
}

function escapeUnit(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
