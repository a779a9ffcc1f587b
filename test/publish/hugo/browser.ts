import { type Browser, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const browser = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

/** Addresses of all pictures of a page, for light and dark and every density, that do not decode; and how many there are. */
export const pictures = (page: Page): Promise<{ readonly count: number; readonly broken: readonly string[] }> =>
  page.evaluate(async () => {
    const addresses = new Set<string>();
    for (const image of document.querySelectorAll('img')) addresses.add(image.src);
    for (const source of document.querySelectorAll('source')) addresses.add(new URL(source.srcset, document.baseURI).href);
    const broken: string[] = [];
    for (const address of addresses) {
      const image = new Image();
      image.src = address;
      await image.decode().then(
        () => image.naturalWidth > 0 || broken.push(address),
        () => broken.push(address),
      );
    }
    return { count: document.querySelectorAll('img').length, broken };
  });
