import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { figureTests } from '../figure/drawn.js';
import { launchFirefox } from '../firefox.js';
import { pictureTests } from '../publish/assets/shown-pictures.js';
import { pageTests } from '../publish/hugo/shown-page.js';
import { coreTests } from './core.js';
import { publishedTests } from './published.js';
import { threadTests } from './threads.js';

let firefox: Browser;
let dark: Browser;
beforeAll(async () => {
  [firefox, dark] = await Promise.all([launchFirefox(), launchFirefox('dark')]);
});
afterAll(() => Promise.all([firefox?.close(), dark?.close()]));

describe('the core in Firefox', () => coreTests(() => firefox));
describe('threads in Firefox', () => threadTests(() => firefox));
describe('pictures that are taken', () => pictureTests('Firefox', () => firefox));
describe('figures in Firefox', () =>
  figureTests(
    () => firefox,
    () => dark,
  ));
describe('a published page in Firefox', () => publishedTests(() => firefox));
pageTests(
  () => firefox,
  () => dark,
);
