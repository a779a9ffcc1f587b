import { DownhillError } from '../../base/errors.js';
import { nearest } from '../../base/nearest.js';
import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { frame } from '../frame.js';
import { countText, dataText, numberText } from '../number-text.js';
import { placed } from '../placed.js';
import type { Mark, Scene } from '../scene.js';
import { seriesSources } from '../series.js';
import { BLUE, GREY, type Look, look, VERMILION } from '../theme.js';
import { windowAround } from '../window.js';
import { abscissaLabel, lastEpoch, rowsText, runTexts } from '../words.js';

interface Compared {
  readonly name: string;
  readonly label: string;
  /** The horizontal places, as many as values. */
  readonly over: Float64Array;
  readonly values: Float64Array;
  readonly look: Look;
}

const PREDICTION = 'prediction';

export const compare: Chart = {
  name: 'compare',
  title: { en: 'Comparison', ko: '비교' },
  summary: {
    en: 'Columns and the prediction over the horizontal column, on one plot.',
    ko: '여러 열과 예측값을 가로축 열에 따라 한 그림에 보여 준다.',
  },
  needs: [],
  options: {
    names: {
      type: 'names',
      title: {
        en: 'Columns, and `prediction`; default: response and prediction',
        ko: '열 이름과 prediction. 기본: 반응값과 예측값',
      },
      bare: true,
    },
  },
  draw(source, options): Scene {
    const { abscissa, lang } = source;
    const responses = seriesSources(source).map(({ response }) => response);
    const asked = options.names;
    const names =
      Array.isArray(asked) && asked.length > 0 ? [...new Set(asked as readonly string[])] : [...responses, PREDICTION];
    const series = seriesOf(source, names);
    // The prediction of a diverged run must not make the data a line.
    const data = series.filter(({ name }) => name !== PREDICTION);
    const base = (data.length > 0 ? extent(data.flatMap(({ values }) => extent(values) ?? [])) : null) ??
      extent(source.predicted) ?? [0, 1];
    const window = windowAround(base, source.predicted, names.includes(PREDICTION) && data.length > 0 ? 0.5 : 0);
    const left = names.includes(PREDICTION) && data.length > 0 ? window.outside : null;
    const [name, last] = [abscissaLabel(source), countText(lastEpoch(source))];
    const listed = series.map(({ label }) => label).join(', ');
    return frame({
      lang,
      title: { en: `${listed} — epoch ${last}`, ko: `${listed} — 에포크 ${last}` }[lang],
      subtitle: [
        ...runTexts(source),
        ...(left === null
          ? []
          : [
              {
                en: `predictions leave the picture, as far as ${numberText(left, 3)}`,
                ko: `예측값이 그림을 벗어남 (${numberText(left, 3)}까지)`,
              }[lang],
            ]),
      ],
      description: {
        en: `${rowsText(abscissa.values.length, 'en')} over ${name}: ${series.map((one) => rangeText(one, lang)).join('; ')}.`,
        ko: `${name}에 따른 ${rowsText(abscissa.values.length, 'ko')}. ${series.map((one) => rangeText(one, lang)).join(', ')}.`,
      }[lang],
      x: {
        label: name,
        domain: padded(...(extent(abscissa.values) ?? [0, 1]), 0.025),
        scale: 'linear',
        counts: abscissa.name === '',
      },
      y: {
        label: series.length === 1 ? listed : { en: 'value', ko: '값' }[lang],
        domain: padded(...window.span, 0.07),
        scale: 'linear',
      },
      legend: series.map(({ label, look: { colour, symbol } }) => ({ text: label, sample: { kind: 'point', colour, symbol } })),
      draw(area) {
        const drawn = series.map((one) => ({
          ...one,
          xs: placed(one.over, area.x.map),
          ys: placed(one.values, area.y.map),
        }));
        return {
          // What is drawn first is larger, so that a perfect prediction leaves a rim of the truth below it.
          marks: drawn.map(({ xs, ys, look: { colour, symbol }, name: role }, i) =>
            grown(cloud(xs, ys, area, colour, symbol, role), (drawn.length - 1 - i) * RIM),
          ),
          obstacles: drawn.map(({ xs, ys }) => ({ xs, ys, connected: false })),
        };
      },
    });
  },
};

const RIM = 1.3;

const grown = (mark: Mark, by: number): Mark => (mark.kind === 'points' ? { ...mark, radius: mark.radius + by } : mark);

/** The response is grey where something else stands beside it, the prediction vermilion, the truth and other columns the rest. */
function seriesOf(source: FigureSource, names: readonly string[]): Compared[] {
  if (source.series !== undefined) return severalOf(source, names);
  const others = names.filter((name) => name !== PREDICTION && name !== source.response);
  return names.map((name) => ({
    name,
    label: labelOf(source, name),
    over: source.abscissa.values,
    values: valuesOf(source, name),
    look: lookOf(source, name, others),
  }));
}

/** Every response has its own rows, and a prediction of its own: those that are asked for, or all. */
function severalOf(source: FigureSource, names: readonly string[]): Compared[] {
  const { lang, abscissa } = source;
  const singles = seriesSources(source);
  const asked = singles.filter(({ response }) => names.includes(response));
  return names
    .flatMap((name): Omit<Compared, 'look'>[] => {
      if (name === PREDICTION)
        return (asked.length > 0 ? asked : singles).map(({ response, abscissa: own, predicted }) => ({
          name,
          label: { en: `prediction of ${response}`, ko: `${response}의 예측값` }[lang],
          over: own.values,
          values: predicted,
        }));
      const single = singles.find(({ response }) => response === name);
      if (single !== undefined)
        return [{ name, label: labelOf(single, name), over: single.abscissa.values, values: single.observed }];
      const values = valuesOf(source, name);
      const over = source.columns.get(abscissa.name) ?? Float64Array.from(values, (_, i) => i + 1);
      return [{ name, label: name, over, values }];
    })
    .map((one, i) => ({ ...one, look: look(i) }));
}

function lookOf({ response }: FigureSource, name: string, others: readonly string[]): Look {
  if (name === PREDICTION) return { colour: VERMILION, dash: [7, 4], symbol: 'diamond' };
  if (name === response)
    return { colour: others.length > 0 ? GREY : BLUE, dash: [], symbol: others.length > 0 ? 'square' : 'circle' };
  const index = others.indexOf(name);
  // The second look is that of the prediction.
  return look(index === 0 ? 0 : index + 1);
}

function labelOf({ response, lang }: FigureSource, name: string): string {
  if (name === PREDICTION) return { en: 'prediction', ko: '예측값' }[lang];
  return name === response ? { en: `${name} (observed)`, ko: `${name} (관측값)` }[lang] : name;
}

function valuesOf(source: FigureSource, name: string): Float64Array {
  if (name === PREDICTION) return source.predicted;
  if (name === source.response) return source.observed;
  const values = source.columns.get(name);
  if (values !== undefined) return values;
  const known = [...source.columns.keys(), PREDICTION];
  const near = nearest(name, known);
  throw new DownhillError(
    'unknown-column',
    `the figure compare asks for the column "${name}", which is no numeric column of the data`,
    near === null ? `numeric columns are ${known.join(', ')}` : `did you mean "${near}"?`,
    { place: name },
  );
}

function rangeText({ label, values }: Compared, lang: FigureSource['lang']): string {
  const span = extent(values);
  if (span === null) return { en: `${label} without finite values`, ko: `${label}: 유한한 값 없음` }[lang];
  const [low, high] = [dataText(span[0]), dataText(span[1])];
  return { en: `${label} from ${low} to ${high}`, ko: `${label} ${low}~${high}` }[lang];
}
