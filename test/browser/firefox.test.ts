import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchFirefox } from '../firefox.js';
import { pictureTests } from '../publish/assets/shown-pictures.js';
import { pageTests } from '../publish/hugo/shown-page.js';
import { coreTests } from './core.js';
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
pageTests(
  () => firefox,
  () => dark,
);
