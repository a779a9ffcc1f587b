// A text is asked about many times in succession.
let known: { readonly text: string; readonly inside: readonly (readonly [number, number])[] } = { text: '', inside: [] };

/** Whether an offset lies between `{{< x >}}` and `{{< /x >}}`: Hugo puts what stands there into the page as it is, HTML too. */
export function inShortcode(text: string, offset: number): boolean {
  if (known.text !== text) known = { text, inside: stretches(text) };
  return known.inside.some(([start, end]) => start <= offset && offset < end);
}

function stretches(text: string): [number, number][] {
  const open: { name: string; start: number }[] = [];
  const inside: [number, number][] = [];
  for (const match of text.matchAll(/\{\{<\s*(\/?)([\w/-]+)[^\n]{0,300}?>\}\}/g)) {
    const [all, close, name = ''] = match;
    if (close === '') {
      open.push({ name, start: match.index + all.length });
      continue;
    }
    // What was not closed in between takes nothing in.
    const at = open.findLastIndex((one) => one.name === name);
    const [opened] = at < 0 ? [] : open.splice(at);
    if (opened !== undefined) inside.push([opened.start, match.index]);
  }
  return inside;
}
