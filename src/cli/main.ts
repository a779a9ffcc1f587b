import { commandLine } from './command-line.js';
import { processIo } from './io.js';

// Not process.exit: what was written is let through first.
void commandLine(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
