/** What one worker holds: its JavaScript heap with the tokenizer's tables, a part of the text, and DuckDB's rows of it. */
const WORKER = 450e6;
/** What the process itself holds beside DuckDB: code, the tokenizer, the n-grams that are kept. */
const OWN = 500e6;
const LEAST = 900e6;

/** How a limit on the whole process is shared out. */
export interface MemoryPlan {
  /** Bytes for DuckDB while it counts. */
  readonly counting: number;
  /** Most worker threads. */
  readonly workers: number;
}

const UNITS: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** '2GB' → 2e9. @throws {Error} another form */
export function parseBytes(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?B)$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (Number.isFinite(bytes)) return Math.round(bytes);
  throw new Error(`${text} is no amount of memory. Write it as 2GB or 900MB.`);
}

/** @throws {Error} the limit is too low to work in */
export function planMemory(limit: number, cores: number): MemoryPlan {
  if (limit < LEAST) {
    throw new Error(`${limit / 1e6} MB of memory is too little: give ${LEAST / 1e6} MB or more.`);
  }
  const workers = Math.max(1, Math.min(cores, Math.floor((limit - OWN / 2) / WORKER)));
  // DuckDB takes a little more than its limit.
  return { counting: 0.8 * (limit - OWN), workers };
}
