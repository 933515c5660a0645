// A part of the page with a heading, as the contents list it.

import type { Html } from '../html.js';

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Html;
}
