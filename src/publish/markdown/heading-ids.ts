/** Names of headings in one page, as GitHub gives them: in small letters, blanks as `-`, letters of all alphabets kept, without punctuation; unique. */
export class HeadingIds {
  private readonly taken = new Set<string>();

  /** @param text of the heading, plain. */
  of(text: string): string {
    const base =
      text
        .normalize('NFC')
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
        .trim()
        .replace(/ /g, '-') || 'section';
    let id = base;
    for (let i = 1; this.taken.has(id); i++) id = `${base}-${i}`;
    this.taken.add(id);
    return id;
  }
}
