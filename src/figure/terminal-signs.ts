export interface Signs {
  readonly point: string;
  readonly curve: string;
  readonly band: string;
  readonly side: string;
  readonly sideTick: string;
  readonly corner: string;
  readonly floor: string;
  readonly floorTick: string;
  readonly levels: string;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly number: (text: string) => string;
}

export const UNICODE: Signs = {
  point: '•',
  curve: '⠤⠒⠒⠤',
  band: '·',
  side: '│',
  sideTick: '┤',
  corner: '└',
  floor: '─',
  floorTick: '┬',
  levels: '▁▂▃▄▅▆▇█',
  arrow: '→',
  ellipsis: '…',
  number: (text) => text,
};

export const ASCII: Signs = {
  point: 'o',
  curve: '****',
  band: '.',
  side: '|',
  sideTick: '+',
  corner: '+',
  floor: '-',
  floorTick: '+',
  levels: '_.,-=+*#',
  arrow: '->',
  ellipsis: '..',
  number: (text) =>
    text
      .replaceAll('−', '-')
      .replaceAll('∞', 'inf')
      .replace(
        /(?:(.*)×)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
        (_, mantissa: string | undefined, power: string) =>
          `${mantissa ?? '1'}e${[...power].map((c) => (c === '⁻' ? '-' : SUPERSCRIPTS.indexOf(c))).join('')}`,
      ),
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
