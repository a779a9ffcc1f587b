#!/usr/bin/env node
import { commandLine } from './command-line.js';
import { processIo } from './io.js';

// Not process.exit: what was written is let through first.
process.exitCode = await commandLine(process.argv.slice(2), processIo());
