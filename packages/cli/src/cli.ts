#!/usr/bin/env node
import { COMMANDS } from './commands';
import { runCommands } from './run';

await runCommands(COMMANDS, process.argv.slice(2));
