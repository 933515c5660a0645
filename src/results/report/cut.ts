// Texts that come from records may be of any length; a page shows their beginning.

/** The text, or so many characters of it and an ellipsis; never half of a surrogate pair. */
export function cut(text: string, limit: number): string {
  const characters = Array.from(text.slice(0, 2 * limit + 1));
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
