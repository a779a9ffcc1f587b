import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, firefox } from 'playwright-core';

/** What there is behind a browser of Playwright in its own process. */
interface Behind {
  readonly _connection: {
    readonly toImpl: (browser: Browser) => {
      readonly _browserSession: { send: (method: string, parameters: object) => Promise<object> };
    };
  };
}
/** Playwright sends it for every page, and the extended support release 153 does not know it: colours are then as the browser has them. */
const UNKNOWN = 'emulation.setMediaFeaturesOverride';

/** Scroll bars lie over the page, as in Chromium without a window. */
const PREFERENCES = { 'ui.useOverlayScrollbars': 1 };
const DARK = { 'layout.css.prefers-color-scheme.content-override': 0, 'ui.prefersReducedMotion': 1 };

/**
 * The distribution's Firefox, spoken to by WebDriver BiDi, with a profile and a home of its own that go with it: it does not start where HOME is
 * missing or another user's.
 * @param look `dark`: for those who asked for a dark look and less motion.
 */
export async function launchFirefox(look: 'light' | 'dark' = 'light'): Promise<Browser> {
  const home = mkdtempSync(join(tmpdir(), 'downhill-firefox-'));
  const leave = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    const preferences = { ...PREFERENCES, ...(look === 'dark' ? DARK : {}) };
    const env = { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };
    const browser = await firefox.launch({
      executablePath: '/usr/bin/firefox-esr',
      channel: 'moz-firefox',
      env,
      firefoxUserPrefs: preferences,
    });
    browser.once('disconnected', leave);
    const session = (browser as unknown as Behind)._connection.toImpl(browser)._browserSession;
    const send = session.send.bind(session);
    session.send = async (method, parameters) => (method === UNKNOWN ? {} : send(method, parameters));
    return browser;
  } catch (error) {
    leave();
    throw error;
  }
}
