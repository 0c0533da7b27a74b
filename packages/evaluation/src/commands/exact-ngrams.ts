import { tokenizerFingerprint } from '@superposed/ngram';
import { readDocuments, wordCached } from '@superposed/ngram-builder';
import { type Command, CommandError, textField } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { ExactNgrams, exactNgramsFolder } from '../ngrams/exact-ngrams';

export const exactNgrams: Command = {
  summary: 'FILE… → exact n-gram counts of these texts, kept in the cache for quality --ngrams exact',
  manyFiles: true,
  async *run(records) {
    if (records.length === 0) throw new CommandError('bad-option', 'Give the text files to count.');
    const tokenizer = await loadTokenizer();
    const encode = wordCached(tokenizer);
    const documents: Uint32Array[] = [];
    for (const record of records) {
      for await (const text of readDocuments(textField(record, 'file'))) {
        documents.push(Uint32Array.from(encode(text)));
      }
    }
    const counts = ExactNgrams.of(documents);
    const folder = exactNgramsFolder();
    await counts.save(folder, { tokenizer: await tokenizerFingerprint(tokenizer.pieces) });
    yield { documents: documents.length, tokens: counts.tokens, folder };
  },
};
