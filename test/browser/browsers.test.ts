import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchChromium } from '../chromium.js';
import { figureTests } from '../figure/drawn.js';
import { launchFirefox } from '../firefox.js';
import { pictureTests } from '../publish/assets/shown-pictures.js';
import { pageTests } from '../publish/hugo/shown-page.js';
import { coreTests } from './core.js';
import { publishedTests } from './published.js';
import { threadTests } from './threads.js';

describe('Chromium', () => {
  let chromium: Browser;
  beforeAll(async () => {
    chromium = await launchChromium();
  });
  afterAll(() => chromium?.close());
  const browser = (): Browser => chromium;

  describe('and the core', () => coreTests(browser));
  describe('and threads', () => threadTests(browser));
  describe('and a published page', () => publishedTests(browser));
});

describe('Firefox', () => {
  let firefox: Browser;
  let dark: Browser;
  beforeAll(async () => {
    firefox = await launchFirefox();
    dark = await launchFirefox('dark');
  });
  afterAll(() => Promise.all([firefox?.close(), dark?.close()]));
  const browser = (): Browser => firefox;

  describe('and the core', () => coreTests(browser));
  describe('and threads', () => threadTests(browser));
  describe('and a published page', () => publishedTests(browser));
  describe('and pictures that are taken', () => pictureTests('Firefox', browser));
  describe('and figures', () => figureTests(browser, () => dark));
  pageTests(browser, () => dark);
});
