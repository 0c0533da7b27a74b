#!/usr/bin/env node
import { COMMANDS } from './commands';
import { runCommands } from './terminal/run';

await runCommands(COMMANDS, process.argv.slice(2));
