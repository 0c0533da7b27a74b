import { ensureModel } from '@superposed/model-smollm2-135m';
import type { Delegated } from '../terminal/command';

export const buildTable: Delegated = {
  summary: '--out FOLDER FILE… → an n-gram table counted from your own text',
  async parses(args) {
    // DuckDB comes with it, which takes a moment to load.
    const { buildTableCommand } = await import('@superposed/ngram-builder');
    const model = async () => (await ensureModel()).gguf;
    return buildTableCommand(args, { called: 'superposed build-table', model });
  },
};
