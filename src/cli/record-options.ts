import type { Command as Commander } from 'commander';
import type { DownhillError } from '../base/errors.js';
import type { Theme } from '../figure/dark.js';
import { usageError } from './failure.js';
import { shown } from './option-values.js';
import type { Session } from './session.js';

/** `--theme <light|dark>`, for commands that write figures. */
export const themeOption = (command: Commander, { say }: Session): Commander =>
  command.option(
    '--theme <light|dark>',
    say({ en: 'of the figures; default light', ko: '그림의 배경. 기본값 light' }),
    (text): Theme => {
      if (text === 'light' || text === 'dark') return text;
      throw usageError('theme-unknown', `--theme must be light or dark, got ${shown(text)}`, 'leave it out for light', '--theme');
    },
  );

/** How a record is made: its theme, and a line on stderr for each figure that the run has no data for. The result is kept, whatever cannot be drawn. */
export const recordOptions = (
  { theme }: Readonly<Record<string, unknown>>,
  { io, quiet, paint }: Session,
): { readonly theme?: Theme; readonly onMissing: (error: DownhillError) => void } => ({
  ...(theme === undefined ? {} : { theme: theme as Theme }),
  onMissing: ({ message, advice }) => {
    if (!quiet) io.stderr.write(`${paint.severity.warning('downhill:')} ${message}\n  ${advice}\n`);
  },
});
