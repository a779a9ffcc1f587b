import type { BlockIssue } from '../experiment/block-issue.js';
import { DEFAULT_FIGURES, type FigureRequest, readFigures } from '../experiment/figure-requests.js';
import { usageError } from './failure.js';
import { names } from './option-values.js';

/** The figures of `--figures loss,fit`, in that order; without it data, fit and loss; `none` for none. */
export function figureRequests(text: string | undefined): readonly FigureRequest[] {
  if (text === undefined) return DEFAULT_FIGURES;
  if (text.trim() === 'none') return [];
  const issues: BlockIssue[] = [];
  const requests = readFigures([...new Set(names(text))], ['figures'], issues);
  const [issue] = issues;
  if (issue !== undefined) throw usageError(issue.code, issue.message, issue.advice, '--figures');
  return requests;
}
