import type { Command as Commander } from 'commander';
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

/** What a record is asked for by {@link themeOption}. */
export const themeOf = ({ theme }: Readonly<Record<string, unknown>>): { readonly theme?: Theme } =>
  theme === undefined ? {} : { theme: theme as Theme };
