type Write = (...args: string[]) => string;

/** What a row's text does with its arguments, learnt by writing it once with marks in their places. */
export interface Shape {
  /** Per argument: it stands between brackets or commas of the text, so it needs none of its own. */
  readonly delimited: readonly boolean[];
  /** The text holds together: a name with brackets after it, or brackets alone. */
  readonly closed: boolean;
}

const FIRST_MARK = 0xe000;
const known = new WeakMap<Write, Map<string, Shape>>();

export function shapeOf(write: Write, count: number, form: 'latex' | 'numpy' | 'javascript'): Shape {
  const shapes = known.get(write) ?? new Map<string, Shape>();
  known.set(write, shapes);
  const shape = shapes.get(`${form}${count}`) ?? measure(write, count, form === 'latex');
  shapes.set(`${form}${count}`, shape);
  return shape;
}

function measure(write: Write, count: number, latex: boolean): Shape {
  const marks = Array.from({ length: count }, (_, i) => String.fromCharCode(FIRST_MARK + i));
  const text = write(...marks);
  // The braces of a base, {x}^{2}, do not show.
  const before = latex ? /(?:[{(,;|&[]|\\lfloor|\\lceil|\\left\S|\\\\|\\begin\{\w+\})$/ : /[(,[]$/;
  const after = latex ? /^(?:\}(?!\s*[\^_])|[),;|&\]]|\\right|\\rfloor|\\rceil|\\\\|\\end)/ : /^[),\]]/;
  const delimited = marks.map((mark) => {
    const pieces = text.split(mark);
    return pieces.slice(1).every((piece, i) => before.test((pieces[i] as string).trimEnd()) && after.test(piece.trimStart()));
  });
  const outside = outsideBrackets(latex ? text.replaceAll(/\\left\\?[^\s\w]/g, '(').replaceAll(/\\right\\?[^\s\w]/g, ')') : text);
  return { delimited, closed: (latex ? /^(?:\\[a-zA-Z]+|[\w^.'])*$/ : /^[\w.]*$/).test(outside) };
}

/** The text without what stands in brackets of any kind. */
function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (depth === 0) outside += character;
  }
  return outside;
}
