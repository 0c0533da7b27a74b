export {
  choice,
  wholeNumber,
  type Action,
  type Command,
  type Commands,
  type OptionHelp,
  type OptionValues,
  type TableRow,
} from './terminal/command';
export { CommandError } from './terminal/command-error';
export { COMMANDS } from './commands';
export { models, type KnownModel } from './models/catalogue';
export { idsField, readRecords, textField, toJsonLine, type JsonRecord } from './terminal/records';
export { runCommands } from './terminal/run';
export { formatTable, printTable } from './terminal/table';
