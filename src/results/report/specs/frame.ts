// What the page's charts have in common. They have no data and no titles: both come with the page.

import type { Json } from '../../../model/json.js';
import { NUMBER_LABEL } from '../../figures/axes.js';

export type VegaLiteSpec = Readonly<Record<string, Json>>;

export const POINT = {
  type: 'point',
  strokeWidth: 1.75,
  opacity: 1,
  tooltip: { content: 'data' },
} as const;
export const LINE = { type: 'line', strokeWidth: 1.5, clip: true } as const;

export function frame(data: string, height: number | { readonly step: number }): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: { name: data },
    width: 640,
    height,
    padding: 2,
    autosize: { type: 'fit-x', contains: 'padding' },
    background: 'transparent',
    config: THEME,
  };
}

/** What the page sets of a value axis. */
export const SIGNALS = [
  { name: 'y_title', value: '' },
  { name: 'y_domain', value: [0.1, 1] },
  { name: 'y_ticks', value: [] },
] as const;
export const FROM_PAGE = { domain: { expr: 'y_domain' }, nice: false } as const;
export const TICKS_FROM_PAGE = { values: { expr: 'y_ticks' } } as const;

/** Few labels, and none that needs an exponent. */
export function numberAxis(title_signal: string | null) {
  return {
    ...(title_signal === null ? {} : { title: { signal: title_signal } }),
    labelExpr: NUMBER_LABEL,
    tickCount: 5,
    labelOverlap: 'greedy',
  };
}

const TEXT = { labelColor: 'var(--muted)', titleColor: 'var(--ink)' } as const;

const THEME = {
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    ...TEXT,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 10,
    domainColor: 'var(--rule-strong)',
    tickColor: 'var(--rule-strong)',
    gridColor: 'var(--rule)',
  },
} as const;
