import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../chromium.js';

export const browser = (): Promise<Browser> => launchChromium();

/** The value of an expression in a page. */
export const asked = <T>(page: Page, expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;

export const codeOf = async (page: Page): Promise<readonly string[]> =>
  (await asked<string[]>(page, "[...document.querySelectorAll('code')].map((each) => each.textContent)")).map(withoutEnd);

export const formulasOf = (page: Page): Promise<number> => asked(page, "document.querySelectorAll('math').length");

/** Code, with or without the line end after its last line. */
export const withoutEnd = (code: string): string => code.replace(/\n$/, '');

/** How many pictures a page has, and the addresses of all their forms, for light and dark. */
export const addresses = (page: Page): Promise<{ readonly count: number; readonly all: readonly string[] }> =>
  asked(
    page,
    `(() => {
      const images = [...document.querySelectorAll('img')];
      const sources = [...document.querySelectorAll('source')];
      const all = [...images.map(({ src }) => src), ...sources.map(({ srcset }) => new URL(srcset, document.baseURI).href)];
      return { count: images.length, all: [...new Set(all)] };
    })()`,
  );

/** Those of the addresses at which there is no picture that decodes. */
export const broken = (page: Page, all: readonly string[]): Promise<readonly string[]> =>
  asked(
    page,
    `Promise.all(${JSON.stringify(all)}.map(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode().catch(() => {});
      return image.naturalWidth > 0 ? [] : [address];
    })).then((found) => found.flat())`,
  );

/** How many pictures a page has, and what of them does not decode. */
export async function pictures(page: Page): Promise<{ readonly count: number; readonly broken: readonly string[] }> {
  const { count, all } = await addresses(page);
  return { count, broken: await broken(page, all) };
}
