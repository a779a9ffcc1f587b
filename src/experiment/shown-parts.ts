/** What a post can show of an experiment: its block, how it ended, its parameters, its figures, and the findings that are no mere notes. */
export const SHOWN_PARTS = ['definition', 'figures', 'parameters', 'outcome', 'findings'] as const;
export type ShownPart = (typeof SHOWN_PARTS)[number];
