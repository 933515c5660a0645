// HTML built from templates in which everything interpolated is text, unless it was built the same way:
// what a strategy, a log or a file is called can never become markup.

import { printable } from '../../model/quote.js';

/** Markup, which is interpolated as it is. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template; null stands for nothing. */
export type Content = Html | string | number | null | readonly Content[];

/** A template whose interpolations are escaped; they may stand in text and in quoted attributes. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, index) => part + markupOf(values[index] ?? null)).join(''));
}

/** Markup from elsewhere: the files this package ships, and what was escaped in another way. */
export function trusted(text: string): Html {
  return new Html(text);
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return escapeHtml(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, with characters that would hide, reorder or break it spelled out. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * JSON that can stand in a script element: no character of it can end the element, open a comment or end a
 * line of JavaScript.
 */
export function inlineJson(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
