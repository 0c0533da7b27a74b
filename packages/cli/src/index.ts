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
} from './command';
export { COMMANDS } from './commands';
export { idsField, readRecords, textField, toJsonLine, type JsonRecord } from './records';
export { runCommands } from './run';
export { formatTable, printTable } from './table';
