import { MAX_DRAFTS, type NgramSource } from '@superposed/decoding';
import { SuggestionSession, type Draft, type GateName } from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { choice, type Command, type OptionValues } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { MODEL_OPTIONS, withModel } from '../assets/model';
import { loadEnglishNgrams, loadNgrams } from '../assets/ngrams';
import { textField, type JsonRecord } from '../terminal/records';

/** Drafts for one text, and how long they took with the model loaded. */
export interface Suggestion {
  readonly drafts: readonly Draft[];
  /** Gates that held drafts back; left out where none did. */
  readonly suppressed?: readonly GateName[];
  readonly milliseconds: number;
}

function draftCount({ k = 3 }: JsonRecord): number {
  if (typeof k === 'number' && Number.isInteger(k) && k >= 1 && k <= MAX_DRAFTS) return k;
  throw new CommandError(
    'bad-record',
    `"k" is a whole number from 1 to ${MAX_DRAFTS}; got ${JSON.stringify(k)}.`,
  );
}

async function ngramsFor(options: OptionValues, tokenizer: Tokenizer): Promise<NgramSource | null> {
  if (options['no-ngrams']) return null;
  const { table } = options;
  return typeof table === 'string' ? loadNgrams(table, tokenizer) : loadEnglishNgrams(tokenizer);
}

export const suggest: Command = {
  summary: '"TEXT" or FILE: {text, k?, context?} → {drafts: [{text, confidence}], suppressed?, milliseconds}',
  takesText: true,
  options: {
    ...MODEL_OPTIONS,
    openings: { option: { type: 'string' }, help: 'distinct (default) or paper' },
    table: { option: { type: 'string' }, help: 'manifest.json of an n-gram table (default: English)' },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
  },
  run: (records, options) =>
    withModel(options, async function* ({ model, tokenizer, languages, presets }) {
      const openings = choice(options, 'openings', ['distinct', 'paper']);
      const ngrams = await ngramsFor(options, tokenizer);
      const session = new SuggestionSession({ model, tokenizer, ngrams, languages, presets });
      for (const record of records) {
        const context = record['context'] === undefined ? '' : textField(record, 'context');
        const request = { text: textField(record, 'text'), k: draftCount(record), context, openings };
        let suppressed: readonly GateName[] | undefined;
        const start = performance.now();
        const drafts = await session.suggest(request, { onSuppressed: (gates) => (suppressed = gates) });
        yield { drafts, ...(suppressed && { suppressed }), milliseconds: performance.now() - start };
      }
    }),
  rows(result, record) {
    const { drafts, milliseconds } = result as Suggestion;
    return drafts.map(({ text, confidence }, i) => ({
      text: i === 0 && record ? textField(record, 'text') : '',
      draft: text,
      confidence: Number(confidence.toPrecision(3)),
      ms: i === 0 ? Math.round(milliseconds) : '',
    }));
  },
};
