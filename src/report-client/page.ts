// The page as the script finds it: its data, its controls and its tables. Texts are set as text, never as
// markup.

import type { PageData, TextRow } from '../results/report/page-data.js';

export function readPageData(): PageData {
  return JSON.parse(byId('page-data').textContent) as PageData;
}

/** What stands in for the script goes. */
export function replaceFallbacks(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-without-script]')) {
    element.hidden = true;
  }
}

/** @throws Error where the page has no such element. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** What is chosen in a form, by the name of the control. */
export type Choices = ReadonlyMap<string, string>;

/** Shows the form of that name and calls back now and whenever something else is chosen; nothing where the page has none. */
export function onChoice(
  name: string,
  changed: (choices: Choices, form: HTMLFormElement) => void,
): void {
  const form = document.querySelector<HTMLFormElement>(`form[data-controls="${name}"]`);
  if (!form) return;
  const update = (): void => {
    changed(choicesOf(form), form);
  };
  form.hidden = false;
  form.addEventListener('change', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  update();
}

export function choicesOf(form: HTMLFormElement): Choices {
  const entries = [...new FormData(form)].map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : '',
  ]);
  return new Map(entries);
}

/** The index that a picker chose; the first where there is no such picker. */
export function indexIn(choices: Choices, name: string): number {
  return Number(choices.get(name) ?? 0);
}

/** The rows of a table of texts, as the server writes them: a name and values, or a name and a remark. */
export function fillTable(id: string, rows: readonly TextRow[]): void {
  const table = byId(id);
  const columns = Number(table.dataset['columns']);
  table.querySelector('tbody')?.replaceChildren(...rows.map((row) => rowElement(row, columns)));
}

function rowElement([name = '', ...texts]: TextRow, columns: number): HTMLTableRowElement {
  const row = document.createElement('tr');
  const heading = cellElement('th', name, 'left');
  heading.scope = 'row';
  const isRemark = texts.length === 1 && columns > 2;
  const cells = texts.map((text) => cellElement('td', text, isRemark ? 'left remark' : 'right'));
  for (const cell of cells) cell.colSpan = isRemark ? columns - 1 : 1;
  row.append(heading, ...cells);
  return row;
}

function cellElement(tag: 'th' | 'td', text: string, className: string): HTMLTableCellElement {
  const cell = document.createElement(tag);
  cell.className = className;
  cell.textContent = text;
  return cell;
}
