import { stringify } from 'yaml';

/** The keys of a block as text, to be pasted between ```` ```downhill ```` and ```` ``` ````. */
export const blockYaml = (block: Readonly<Record<string, unknown>>): string => stringify(block, { lineWidth: 0 });
