import type { Command as Commander } from 'commander';
import type { Text } from '../base/text.js';
import type { Exit, Session } from './session.js';

/** A subcommand: one file in `commands/`, loaded when it is called. */
export interface Command {
  readonly name: string;
  /** One line for the list in `downhill --help`. */
  readonly summary: Text;
  /** Shown below the options in its help: complete command lines, each with what it does. */
  readonly examples: readonly { readonly line: string; readonly does: Text }[];
  /** Adds arguments and options to `command`, which has its name and the common options already. */
  readonly define: (command: Commander, session: Session) => void | Promise<void>;
  /** @param words the arguments in their order, absent ones undefined. @param options by their camelCase name. */
  readonly run: (words: readonly (string | undefined)[], options: Options, session: Session) => Promise<Exit>;
}

/** What commander makes of options: values are checked by whoever takes them. */
export type Options = Readonly<Record<string, unknown>>;
