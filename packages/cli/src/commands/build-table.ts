import { ensureModel } from '@superposed/model-smollm2-135m';
import { FLAGS } from '@superposed/ngram-builder/flags';
import type { Action } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { toJsonLine } from '../terminal/records';

export const buildTable: Action = {
  summary:
    "--out FOLDER FILE… → an n-gram table of your own text: .txt, .jsonl, .parquet, 'books/**/*.txt.gz'",
  options: FLAGS,
  async act(files, options) {
    // DuckDB comes with it, which takes a moment to load.
    const { buildFromFlags } = await import('@superposed/ngram-builder');
    const report = await buildFromFlags(files, options, async () => (await ensureModel()).gguf).catch(
      (error: unknown) => {
        throw new CommandError('no-table', error instanceof Error ? error.message : String(error));
      },
    );
    process.stdout.write(`${toJsonLine(report)}\n`);
  },
};
