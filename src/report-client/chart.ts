// One chart: a Vega view in a figure, drawn anew whenever something else is chosen, and as wide as there is
// room. Expressions are interpreted, because the page's policy forbids to evaluate them as JavaScript; for
// the same reason nothing can be loaded.

import { parse, View, type Loader } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { byId } from './page.js';
import { showTooltip } from './tooltip.js';

/** What a chart shows. */
export interface Drawing {
  readonly spec: object;
  /** By the name of the specification's data. */
  readonly data: Readonly<Record<string, readonly object[]>>;
  readonly signals: Readonly<Record<string, unknown>>;
  /** For whoever cannot see it. */
  readonly label: string;
  readonly caption: string;
}

export class Chart {
  readonly #figure: HTMLElement;
  readonly #place: HTMLElement;
  #view: View | null = null;
  #width = 0;

  /** `id`: of the figure, without `-figure`. */
  constructor(id: string) {
    this.#figure = byId(`${id}-figure`);
    this.#place = inside(this.#figure, '.chart');
    this.#figure.hidden = false;
    new ResizeObserver(() => {
      this.#fit();
    }).observe(this.#place);
  }

  draw({ spec, data, signals, label, caption }: Drawing): void {
    this.#view?.finalize();
    const runtime = parse(structuredClone(spec), {}, { ast: true });
    const view = new View(runtime, {
      renderer: 'svg',
      container: this.#place,
      expr: expressionInterpreter,
      loader: NO_LOADER,
      tooltip: showTooltip,
    });
    for (const [name, rows] of Object.entries(data)) view.data(name, [...rows]);
    for (const [name, value] of Object.entries(signals)) view.signal(name, value);
    this.#view = view.width(this.#room()).run();
    inside(this.#figure, '[role="img"]').setAttribute('aria-label', label);
    inside(this.#figure, 'figcaption').textContent = caption;
  }

  /** Only where the width changed: drawing changes the height, which is observed too. */
  #fit(): void {
    if (this.#width !== this.#place.clientWidth) this.#view?.width(this.#room()).run();
  }

  #room(): number {
    this.#width = this.#place.clientWidth;
    return this.#width;
  }
}

const NO_LOADER: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

function refuse(uri: string): Promise<never> {
  return Promise.reject(new Error(`a chart loads nothing: ${uri}`));
}

function inside(element: HTMLElement, selector: string): HTMLElement {
  const found = element.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page has no ${selector} where a chart should be`);
  return found;
}
