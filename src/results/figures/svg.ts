// Draws a Vega-Lite specification as SVG text. The one file that knows Vega in Node. The same specification
// gives the same bytes anywhere: text is measured by estimate, never by a font of the machine, numbers are
// written to three decimals, and names inside the file are counted from 0. Nothing is loaded, whatever a
// specification says, and nothing in it is evaluated as JavaScript.

import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Json } from '../../model/json.js';
import type { FigureSpec } from './figure.js';

/** A figure as Vega takes it, with what its compiler had to say. */
export interface CompiledFigure {
  readonly spec: vega.Spec;
  readonly warnings: readonly string[];
}

/** @throws Error where the specification is none, or names a URL. */
export function compileFigure(spec: Readonly<Record<string, Json>>): CompiledFigure {
  refuseUrls(spec);
  const warnings: string[] = [];
  const logger = collecting(warnings);
  const compiled = compile(spec as unknown as TopLevelSpec, { logger });
  return { spec: compiled.spec, warnings };
}

/**
 * The figure as a complete SVG document with title and description for those who cannot see it. `name`
 * makes the ids in it unique, so that several figures can stand in one page.
 */
export async function svgOf(name: string, figure: FigureSpec): Promise<string> {
  vega.resetSVGDefIds();
  const { spec } = compileFigure(figure);
  const runtime = vega.parse(spec, {}, { ast: true });
  const view = new vega.View(runtime, {
    renderer: 'none',
    loader: NO_LOADER,
    logger: collecting([]),
    expr: expressionInterpreter,
  });
  try {
    return finished(await view.toSVG(), name, figure);
  } finally {
    view.finalize();
  }
}

/** Wide enough for Helvetica, Arial and DejaVu Sans, whichever the reader has; Vega's own is wider. */
const CHARACTER_WIDTH = 0.6;

interface TextMetrics {
  width: (item: { readonly fontSize?: number }, text: string | number | null) => number;
}

// Vega measures with a canvas where one is installed. It leaves this open to others (vl-convert does so too).
const { textMetrics } = vega as unknown as { readonly textMetrics: TextMetrics };
textMetrics.width = ({ fontSize = 11 }, text) =>
  Math.ceil(CHARACTER_WIDTH * fontSize * String(text ?? '').length);

const NO_LOADER: vega.Loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

function refuse(uri: string): Promise<never> {
  return Promise.reject(new Error(`a figure loads nothing: ${uri}`));
}

function refuseUrls(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (['url', 'href', 'lookupUrl'].includes(key)) throw new Error(`a figure has no ${key}`);
    refuseUrls(child);
  }
}

function collecting(warnings: string[]): vega.LoggerInterface {
  const logger: vega.LoggerInterface = {
    level: () => logger,
    error: (...reasons: readonly unknown[]) => {
      throw new Error(reasons.map(String).join(' '));
    },
    warn: (...reasons: readonly unknown[]) => {
      warnings.push(reasons.map(String).join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

const ROOT = /^<svg /;
const END_OF_ROOT_TAG = />/;
const GEOMETRY = / (?:d|transform|x|y|x1|y1|x2|y2|width|height|viewBox|clip-path)="[^"]*"/g;
const LONG_NUMBER = /-?\d+\.\d{4,}(?:e[+-]\d+)?/g;
const OWN_ID = /(id="|url\(#)(?=clip\d|gradient)/g;
/** What XML 1.0 cannot hold, escaped or not. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function finished(svg: string, name: string, { title, description }: FigureSpec): string {
  const ids = `${name}-title ${name}-desc`;
  const labels =
    `<title id="${name}-title">${escapeXml(title.text)}</title>` +
    `<desc id="${name}-desc">${escapeXml(description)}</desc>`;
  const text = svg
    .replace(ROOT, `<svg role="img" aria-labelledby="${ids}" `)
    .replace(END_OF_ROOT_TAG, `>${labels.replaceAll('$', '$$$$')}`)
    .replace(GEOMETRY, (attribute) => attribute.replace(LONG_NUMBER, shortened))
    .replace(OWN_ID, `$1${name}-`)
    .replace(NOT_XML, '\uFFFD');
  return `${text}\n`;
}

function shortened(number: string): string {
  return String(Number(Number(number).toFixed(3)));
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
