/** Balanced HTML whose ids, and what refers to them within it, begin with a prefix. @param html attributes stand between double quotes. */
export const prefixedIds = (html: string, prefix: string): string =>
  html.replace(/<[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>/g, (tag) =>
    tag
      .replace(/( (?:id|name|for|headers|aria-labelledby|aria-describedby)=")([^"]*)"/g, (_, name: string, ids: string) => {
        const each = ids.split(/\s+/).filter((id) => id !== '');
        return `${name}${each.map((id) => `${prefix}-${id}`).join(' ')}"`;
      })
      .replace(/( href=")#([^"]+)"/g, `$1#${prefix}-$2"`),
  );
