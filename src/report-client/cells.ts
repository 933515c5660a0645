// What the charts say of cells: their labels, and which are not to be compared.

import type { PageCell, PageData } from '../results/report/page-data.js';

export function labelOf({ labels }: PageData, label: number): string {
  return labels[label] ?? '';
}

/** Whether the cell at that place belongs to the workload. */
export function isOf({ cells }: PageData, workload: number, place: number): boolean {
  return cells[place]?.workload === workload;
}

/** Names what did not pass, so that hollow marks are named and not only hollow. */
export function failedText(
  data: PageData,
  workload: number,
  isShown: (cell: PageCell) => boolean = () => true,
): string {
  const failed = data.cells.filter(
    (cell) => cell.workload === workload && !cell.valid && isShown(cell),
  );
  if (failed.length === 0) return '';
  const groups = Map.groupBy(failed, ({ label, judged }) => `${labelOf(data, label)} (${judged})`);
  const texts = [...groups].map(([text, cells]) => `${text} at ${sizesText(cells)}`);
  return `Not to be compared: ${texts.join('; ')}.`;
}

function sizesText(cells: readonly PageCell[]): string {
  return `${[...new Set(cells.map(({ agents }) => agents))].join(', ')} agents`;
}
