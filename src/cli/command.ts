import type { Command as Commander } from 'commander';

/** A subcommand: one file in `commands/`, loaded when it is called. */
export interface Command {
  readonly name: string;
  /** One line for the list in `downhill --help`. */
  readonly summary: string;
  /** Adds arguments, options, examples and the action to `command`, which has the name already. */
  readonly define: (command: Commander) => void;
}
