import type { Text } from '../base/text.js';
import type { Experiment } from '../experiment/block.js';
import { isTrusted, outcomeText } from '../experiment/outcome-text.js';
import { parameterRows } from '../experiment/parameter-rows.js';
import type { FindingResult } from '../experiment/result.js';
import { SHOWN_PARTS, type ShownPart } from '../experiment/shown-parts.js';
import type { RanBlock } from './experiments.js';
import type { Part } from './post.js';

/** An experiment as a post shows it. @param definition its block as written, without fences. @param region the name of what is made here. */
export function experimentParts(experiment: Experiment, definition: string, ran: RanBlock, region: string): Part[] {
  const { show = SHOWN_PARTS } = experiment;
  return show.flatMap((part) => PARTS[part]({ definition, ran, region }));
}

interface Shown {
  readonly definition: string;
  readonly ran: RanBlock;
  readonly region: string;
}

const PARTS: Readonly<Record<ShownPart, (shown: Shown) => readonly Part[]>> = {
  definition: ({ definition, ran: { id, title, result }, region }) => [
    { kind: 'details', summary: DEFINITION[result.lang](title ?? id), language: 'yaml', value: definition, region },
  ],
  figures: ({ ran, region }) => ran.figures.map((figure) => ({ ...figure, region })),
  parameters: ({ ran: { result }, region }) => {
    const { head, rows } = parameterRows(result);
    const align = head.map((_, i) => (i === 0 ? ('left' as const) : ('right' as const)));
    return [{ kind: 'table', head: head.map((text) => text[result.lang]), rows, align, region }];
  },
  outcome: ({ ran: { result }, region }) => [
    { kind: 'aside', tone: isTrusted(result.outcome) ? 'note' : 'warning', text: outcomeText(result)[result.lang], region },
  ],
  findings: ({ ran: { result }, region }) =>
    result.findings
      .filter(({ severity }) => severity !== 'note')
      .flatMap((finding) => [
        { kind: 'aside', tone: finding.severity, text: sentence(finding), region } as const,
        ...pasted(finding).map((value) => ({ kind: 'code', language: 'python', value, region }) as const),
      ]),
};

const DEFINITION: Readonly<Record<keyof Text, (name: string) => string>> = {
  en: (name) => `The experiment “${name}”`,
  ko: (name) => `실험 정의: ${name}`,
};

const sentence = ({ message, advice }: FindingResult): string => (advice === '' ? message : `${message} → ${advice}`);

/** The update lines that a finding proposes, as one piece of code. */
function pasted({ evidence: { updateLines } }: FindingResult): string[] {
  return Array.isArray(updateLines) && updateLines.length > 0 ? [updateLines.map(String).join('\n')] : [];
}
