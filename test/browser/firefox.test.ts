import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchFirefox } from '../firefox.js';
import { pictureTests } from '../publish/assets/shown-pictures.js';
import { coreTests } from './core.js';
import { threadTests } from './threads.js';

let firefox: Browser;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterAll(() => firefox?.close());

describe('the core in Firefox', () => coreTests(() => firefox));
describe('threads in Firefox', () => threadTests(() => firefox));
describe('pictures that are taken', () => pictureTests('Firefox', () => firefox));
