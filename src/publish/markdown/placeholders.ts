/** Words that stand for things while a tree is made into HTML; characters that no text holds, and that no step on the way changes. */
export class Placeholders<T> {
  private readonly things: T[] = [];

  /** @returns the word for a thing. */
  add(thing: T): string {
    this.things.push(thing);
    const digits = [...String(this.things.length - 1)].map((digit) => String.fromCharCode(ZERO + Number(digit)));
    return `\uFDD2${digits.join('')}\uFDD3`;
  }

  /** The text with each word replaced. */
  fill(text: string, write: (thing: T) => string): string {
    return text.replace(/\uFDD2([\uFDD4-\uFDDD]+)\uFDD3/g, (_, digits: string) => {
      const index = Number([...digits].map((digit) => digit.charCodeAt(0) - ZERO).join(''));
      return index < this.things.length ? write(this.things[index] as T) : '';
    });
  }
}

const ZERO = 0xfdd4;
