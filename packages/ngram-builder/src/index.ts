export { buildTable, type BuildOptions, type BuildReport } from './build';
export { NgramCounter, type CounterOptions, type OrderCounts, type Pruning } from './counter';
export { readDocuments } from './documents';
