import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchFirefox } from '../firefox.js';
import { coreTests } from './core.js';
import { threadTests } from './threads.js';

let firefox: Browser;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterAll(() => firefox?.close());

describe('the core in Firefox', () => coreTests(() => firefox));
describe('threads in Firefox', () => threadTests(() => firefox));
