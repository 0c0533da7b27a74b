export {
  choice,
  CommandError,
  wholeNumber,
  type Action,
  type Command,
  type Commands,
  type Delegated,
  type OptionHelp,
  type OptionValues,
  type TableRow,
} from './commands/command';
export { COMMANDS } from './commands';
export { idsField, readRecords, textField, toJsonLine, type JsonRecord } from './commands/records';
export { runCommands } from './terminal/run';
export { formatTable, printTable } from './terminal/table';
