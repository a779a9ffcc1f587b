import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchChromium } from '../chromium.js';
import { figureTests } from './drawn.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium('--force-color-profile=srgb');
});
afterAll(() => browser?.close());

describe('Chromium', () =>
  figureTests(
    () => browser,
    () => browser,
  ));
