import { extent, padded } from './axis.js';
import type { FigureSource } from './chart.js';
import type { Drawing, Frame } from './frame.js';
import type { LegendItem } from './legend.js';
import { type PanelsSpec, panels } from './panels.js';
import type { Scene } from './scene.js';
import { seriesSources } from './series.js';
import { INK } from './theme.js';
import { abscissaLabel } from './words.js';

/** A panel for each of several responses, below each other over one axis: their sizes need not compare. */
export interface ResponsePanels extends Pick<PanelsSpec, 'title' | 'subtitle' | 'description'> {
  readonly legend?: readonly LegendItem[];
  /** Room on the right for marks of the chart's own. */
  readonly right?: number;
  /** What the horizontal axis shows; default the abscissa. */
  readonly over?: { readonly label: string; readonly values: Float64Array };
  /** One panel, from the source of its response alone, the k-th. */
  readonly panel: (
    single: FigureSource,
    k: number,
  ) => {
    readonly label: string;
    readonly domain: readonly [number, number];
    readonly draw: (area: Frame) => Drawing;
  };
}

/** All panels together are as high as one plot, as long as each is high enough. */
const TOGETHER = 400;
const LEAST = 110;

export function responsePanels(source: FigureSource, spec: ResponsePanels): Scene {
  const singles = seriesSources(source);
  const { label, values } = spec.over ?? { label: abscissaLabel(source), values: source.abscissa.values };
  return panels({
    lang: source.lang,
    title: spec.title,
    subtitle: spec.subtitle,
    description: spec.description,
    x: {
      label,
      domain: padded(...(extent(values) ?? [0, 1]), 0.025),
      scale: 'linear',
      counts: spec.over === undefined && source.abscissa.name === '',
    },
    right: spec.right ?? 24,
    height: Math.max(LEAST, Math.floor(TOGETHER / singles.length)),
    ...(spec.legend === undefined ? {} : { legend: spec.legend }),
    panels: singles.map((single, k) => {
      const { label: name, domain, draw } = spec.panel(single, k);
      return { y: { label: name, domain, scale: 'linear' }, colour: INK, end: null, draw: (area) => unclipped(draw(area)) };
    }),
  });
}

/** A scene has one clip, that of its last plot: what is drawn here ends at its panel by itself. */
const unclipped = ({ marks, ...rest }: Drawing): Drawing => ({
  ...rest,
  marks: marks.map((mark) => ('clip' in mark ? { ...mark, clip: false } : mark)),
});
