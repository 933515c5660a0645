// One panel of a figure that compares topologies: curves over the number of agents of one metric and one
// workload. Colour and shape tell strategy and topology apart, so that neither is read from both.

import type { Json } from '../../model/json.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { agentsAxis, costAxis, countAxis, type Axis } from './axes.js';
import { capitalised, titleOf } from './display.js';
import { signLayers } from './points.js';
import { HEIGHT_PX, WIDTH_PX } from './theme.js';
import type { TopologyRow } from './topology-rows.js';
import type { TwoLooks } from './two-looks.js';

type Channels = Readonly<Record<string, Json>>;

export interface TopologyPanel {
  readonly metric: MetricName;
  readonly workload: string;
  readonly looks: TwoLooks;
}

/** A view of a table of {@link TopologyRow}; `rows` are those that the panel shows. */
export function topologyPanel(
  rows: readonly TopologyRow[],
  { metric, workload, looks }: TopologyPanel,
): Channels {
  const title = titleOf(metricOf(metric));
  const { colour, shape, fill, judged, detail } = looks;
  const x = channel('agents', 'agents', agentsAxis(rows.map(({ agents }) => agents)));
  const y = channel('value', capitalised(title), valueAxis(rows, metric));
  const place = { x, y };
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    transform: [{ filter: isOf({ metric, workload }) }],
    layer: [
      layer('bound', BOUND, { ...place, color: colour, detail }),
      layer('point', { type: 'line', strokeWidth: 1.6 }, { ...place, color: colour, detail }),
      layer('point', { type: 'rule', strokeWidth: 1.4 }, barOf(place, colour)),
      layer('point', POINT, {
        ...{ ...place, stroke: colour, fill, shape, strokeDash: judged },
        tooltip: tooltipOf(title),
      }),
      ...signLayers({ place, filter: only('point') }, colour),
    ],
  };
}

const BOUND = { type: 'line', strokeWidth: 1, strokeDash: [4, 3], strokeOpacity: 0.8 };
const POINT = { type: 'point', size: 55, strokeWidth: 1.6, opacity: 1 };

/** Passes are counted from 0, all else grows by powers. */
function valueAxis(rows: readonly TopologyRow[], metric: MetricName): Axis {
  const values = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  return metricOf(metric).unit === 'count' && Math.max(...values) <= MOST_LINEAR
    ? countAxis(values)
    : costAxis(values);
}

const MOST_LINEAR = 20;

function barOf(place: { readonly y: Channels } & Channels, colour: Channels): Json {
  return { ...place, y: { ...place.y, field: 'low' }, y2: { field: 'high' }, color: colour };
}

function channel(field: string, title: string, { scale, axis }: Axis): Channels {
  return { field, type: 'quantitative', title, scale, axis };
}

function layer(kind: TopologyRow['kind'], mark: Json, encoding: Json): Json {
  return { transform: [{ filter: only(kind) }], mark, encoding };
}

function only(kind: TopologyRow['kind']): string {
  return `datum.kind === '${kind}'`;
}

/** As data, because a workload may be called anything. */
function isOf(fields: Readonly<Record<string, string>>): Json {
  return {
    and: Object.entries(fields).map(([field, equal]) => ({ field, equal })),
  };
}

function tooltipOf(title: string): Json {
  const fields = [
    ['strategy', 'strategy'],
    ['way', 'topology'],
    ['agents', 'agents'],
    ['value', title],
    ['n', 'repetitions'],
    ['judged', 'verdict'],
  ];
  return fields.map(([field = '', heading = '']) => ({ field, type: 'nominal', title: heading }));
}
