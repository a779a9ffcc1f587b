import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchChromium } from '../chromium.js';
import { coreTests } from './core.js';
import { publishedTests } from './published.js';
import { threadTests } from './threads.js';

let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium?.close());

describe('the core in Chromium', () => coreTests(() => chromium));
describe('threads in Chromium', () => threadTests(() => chromium));
describe('a published page in Chromium', () => publishedTests(() => chromium));
