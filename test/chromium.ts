import { type Browser, chromium } from 'playwright-core';

/** The distribution's Chromium, as the superuser of a container and others start it: nothing is fetched, nothing runs beside the page. */
export const launchChromium = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
