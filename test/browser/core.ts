import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RANDOM_MODELS } from '../same-bits/random-models.js';
import { DIST, type Pages, pages } from './pages.js';

/** Run in Node and in the page: everything that must be the same bytes there. */
const PROGRAM = `async (downhill) => {
  const { experiment, fit, gradient, svg, animatedSvg, CHARTS, DownhillError, OPERATIONS, parseExpression, evaluate } = downhill;
  const block = (more) => ({
    id: 'sine', seed: 7, data: { rows: 100, columns: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5', Y_1: 'Y + normal(0, 1)' } },
    model: 'Y_1 ~ W*sin(X) + b', start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' }, ...more,
  });
  const out = [];
  const drawn = (chart, run) => { try { return svg(chart.draw(run.source(), {})); } catch (error) { return error.code; } };
  for (const random of ['numpy', 'pcg64'])
    for (const method of ['gd', 'adam', 'lbfgs', 'lm']) {
      const run = await experiment(block({ random, method, epochs: 60, lang: 'ko' }));
      out.push(run.result, Array.from(run.trace.loss));
      if (method === 'gd') out.push(CHARTS.map((chart) => drawn(chart, run)), animatedSvg(run.source()));
    }
  const x = Array.from({ length: 40 }, (_, i) => i / 8 - 2.4);
  out.push(fit('y ~ a*exp(-k*x) + c*tanh(x) + d*erf(x/2)', { x, y: x.map((v) => 3 / (1 + v * v)) }));
  out.push(fit('y ~ a*exp(-k*x) + b*exp(-l*x) + c', { x, y: x.map((v) => 3 / (1 + v * v / 9) + 1 / (2 + v * v)) }, { profile: true, bootstrap: 50 }));
  out.push(gradient('y ~ a*exp(-k*x)', ['x']));
  const at = [0.3, 7.25, -1.5, 1e22];
  for (const row of OPERATIONS) {
    const arity = typeof row.arity === 'number' ? row.arity : row.arity[0];
    if (row.operator !== undefined) continue;
    const text = row.name + '(' + ['p', 'q', 'r'].slice(0, arity).join(', ') + ')';
    out.push([text, at.map((v) => String(evaluate(parseExpression(text).expression, (n) => (n === 'p' ? v : n === 'q' ? v / 3 : 2))))]);
  }
  try { fit('y ~ a*sinn(x)', { x, y: x }); } catch (error) { out.push(error instanceof DownhillError, error.code, error.message); }
  return JSON.stringify(out);
}`;

const site = (browser: Browser): Promise<Pages> =>
  pages(browser, (path, _, response) => {
    const policy = path === '/strict.html' ? "script-src 'self'" : "script-src 'self' 'wasm-unsafe-eval'";
    response.setHeader('content-security-policy', policy);
    if (path.endsWith('.html')) {
      response.setHeader('content-type', 'text/html');
      const script = path === '/models.html' ? '/models.js' : '/page.js';
      response.end(`<!doctype html><meta charset="utf-8"><script type="module" src="${script}"></script>`);
      return true;
    }
    const program = { '/page.js': PROGRAM, '/models.js': `async (downhill) => (${RANDOM_MODELS})(downhill)` }[path];
    if (program === undefined) return false;
    response.setHeader('content-type', 'text/javascript');
    response.end(
      `import * as downhill from '/index.js';\nconst send = (body) => fetch('/result', { method: 'POST', body });\n(${program})(downhill).then(send, (error) => send(String(error.stack)));`,
    );
    return true;
  });

/** Asked once for all browsers. */
const answers = new Map<string, Promise<string>>();
function inNode(text: string): Promise<string> {
  const known = answers.get(text) ?? computed(text);
  answers.set(text, known);
  return known;
}

async function computed(text: string): Promise<string> {
  const { program } = (await import(`data:text/javascript,${encodeURIComponent(`export const program = ${text};`)}`)) as {
    program: (downhill: unknown) => Promise<string>;
  };
  return program(await import(`${DIST}/index.js`));
}

/** That a browser, which the caller opens and closes, gets the bytes that Node gets. */
export function coreTests(browser: () => Browser): void {
  let served: Pages;
  let whole = '';
  beforeAll(async () => {
    served = await site(browser());
    whole = await inNode(PROGRAM);
  });
  afterAll(() => served?.close());
  const inPage = (path: string): Promise<string> => served.posted(path, true);

  it('gives the same bytes as in Node: runs, traces, figures, every function', async () => {
    const [page, node] = [await inPage('/wasm.html'), whole];
    expect(node.length).toBeGreaterThan(100_000);
    expect(page === node ? 'same' : firstDifference(page, node)).toBe('same');
  });

  it('gives 200 random models the bits that they have in Node', async () => {
    const [page, node] = [await inPage('/models.html'), await inNode(RANDOM_MODELS)];
    expect(page === node ? 'same' : firstDifference(page, node)).toBe('same');
  });

  it("gives the same bytes by the interpreter, where the policy forbids to compile: script-src 'self'", async () => {
    // That it forbids is told by Firefox, before or after the answer: no error of the page.
    const [page, node] = [await served.posted('/strict.html'), whole];
    expect(page === node ? 'same' : firstDifference(page, node)).toBe('same');
  });
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `at ${at}: ${a.slice(Math.max(0, at - 60), at + 80)} ≠ ${b.slice(Math.max(0, at - 60), at + 80)}`;
}
