import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../chromium.js';
import { workshop } from '../../cli/terminal.js';
import { dot } from './dot.js';

const CLI = resolve(import.meta.dirname, '../../../dist/cli.js');
const POST = `---\ntitle: 경사 하강법\ndate: 2022-07-15\n---\nFirst words.\n\n![a](a.png)\n${'\nMore.\n'.repeat(200)}`;

let room: ReturnType<typeof workshop>;
let browser: Browser;
let child: ChildProcess;
let printed = '';
let address = '';

beforeAll(async () => {
  room = workshop({ 'post.md': POST, 'a.png': dot(255, 0, 0) });
  child = spawn(process.execPath, [CLI, 'publish', 'post.md', '--to', 'html:out', '--watch'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', take);
  browser = await launchChromium();
  await until(() => printed.includes('Ctrl-C'));
  address = /http:\S+/.exec(printed)?.[0] ?? '';
});
const take = (data: Buffer): void => {
  printed += data.toString();
};
afterAll(async () => {
  child.kill('SIGKILL');
  await browser.close();
  room.leave();
});

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !holds(); i++) await new Promise((done) => setTimeout(done, 50));
  expect(printed).toSatisfy(holds);
}

/** Of a request as no browser makes it. */
const status = (path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(address);
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', failed)
      .end();
  });

describe('downhill publish --watch', () => {
  it('shows the page, and shows it anew when the document or a picture changes, at the same place', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const words = page.frameLocator('iframe').locator('article, main, body').first();
    const shows = (text: string): Promise<void> => page.frameLocator('iframe').getByText(text).waitFor();
    await shows('First words.');
    expect(await page.title()).toBe('경사 하강법');
    const frame = page.frames()[1];
    await frame?.evaluate('scrollTo(0, 700)');
    writeFileSync('post.md', POST.replace('First', 'Other'));
    await shows('Other words.');
    await expect.poll(() => frame?.evaluate('scrollY')).toBe(700);
    const source = () => words.locator('img').first().getAttribute('src');
    const before = await source();
    writeFileSync('a.png', dot(0, 0, 255));
    await expect.poll(source, { timeout: 20_000 }).not.toBe(before);
    await page.close();
  });

  it('says what is wrong in the terminal and above the page, keeps the page, and goes on when it is mended', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    writeFileSync('post.md', POST.replace('a.png', 'none.png'));
    const banner = page.locator('pre');
    await banner.waitFor({ state: 'visible' });
    expect(await banner.textContent()).toMatch(/^there is no picture none\.png \(post\.md:7:1\)\n/);
    expect(printed).toContain('downhill: there is no picture none.png (post.md:7:1)');
    await page.frameLocator('iframe').getByText('Other words.').waitFor();
    // The picture itself was waited for.
    writeFileSync('none.png', dot(0, 255, 0));
    await banner.waitFor({ state: 'hidden' });
    await page.frameLocator('iframe').getByText('First words.').waitFor();
    await page.close();
  });

  it('says also that a mistake is gone where the page is as it was, and not again how to see it', async () => {
    const text = readFileSync('post.md', 'utf8');
    const told = () => printed.split('out/post.html: nothing has changed').length;
    const before = told();
    writeFileSync('post.md', text.replace('none.png', 'gone.png'));
    await until(() => printed.includes('there is no picture gone.png'));
    writeFileSync('post.md', text);
    await until(() => told() === before + 1);
    expect(printed).not.toContain('To see it');
  });

  it('says of a post that cannot be published what else is to be mended in it', async () => {
    const text = readFileSync('post.md', 'utf8');
    const page = await browser.newPage();
    await page.goto(address);
    writeFileSync('post.md', POST.replace('title: 경사 하강법', 'title: a: b').replace('a.png', 'lost.png'));
    const banner = page.locator('pre');
    await banner.waitFor({ state: 'visible' });
    expect(await banner.textContent()).toMatch(/^there is no picture lost\.png[\s\S]*\n! "title: a: b" is not valid YAML/);
    expect(printed).toMatch(/lost\.png \(post\.md:7:1\)\n(?: {2}\S.*\n)* {2}! 2:1 {2}"title: a: b"/);
    writeFileSync('post.md', text);
    await banner.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('puts no script into the file', () => {
    expect(readFileSync('out/post.html', 'utf8')).not.toMatch(/<script|EventSource/);
  });

  it('answers this machine by its own name only, and nothing outside the folder or hidden in it', async () => {
    expect(await status('/post.html')).toBe(200);
    expect(await status('/post.html', { host: 'evil.example' })).toBe(421);
    for (const path of [
      '/../post.md',
      '/%2e%2e/post.md',
      '/..%5cpost.md',
      '/.downhill/posts/post.json',
      '/%00',
      '/%',
      '//etc/passwd',
    ])
      expect([path, await status(path)]).toEqual([path, 404]);
  });

  it('ends on Ctrl-C with exit 0', async () => {
    const exit = new Promise((done) => child.on('exit', done));
    child.kill('SIGINT');
    expect(await exit).toBe(0);
  });
});
