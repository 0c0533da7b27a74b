import { choice, type Command, CommandError, wholeNumber } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { halfOf } from '../texts/cases';
import type { Typing } from '../typing/typing';
import { riseOf, sessionsOf, typeSession } from '../typing/writers';

export const personal: Command = {
  summary:
    "{source, text} → keystrokes that drafts save with the writer's own n-grams beside the table alone",
  options: {
    characters: { option: { type: 'string' }, help: 'of a session, the texts of a source; default 8000' },
    share: {
      option: { type: 'string' },
      help: "of the writer's own n-grams, 0 … 1, one or more; default 0.3, as in the product",
    },
    half: { option: { type: 'string' }, help: 'all (default), or only the half to tune or to report on' },
    seed: { option: { type: 'string' }, help: 'of the intervals; default 1' },
  },
  async *run(records, options) {
    const shares = String(options['share'] ?? '0.3')
      .split(',')
      .map(Number);
    if (!shares.every((share) => share >= 0 && share <= 1)) {
      const given = String(options['share']);
      throw new CommandError(
        'bad-option',
        `--share is numbers from 0 to 1, separated by commas; got ${given}.`,
      );
    }
    const texts = halfOf(records, choice(options, 'half', ['all', 'tune', 'report']));
    const sessions = sessionsOf(texts, wholeNumber(options, 'characters', 8000));
    const tokenizer = await loadTokenizer();
    const table = await loadEnglishNgrams(tokenizer);
    if (!table || sessions.length === 0)
      throw new CommandError('bad-record', 'There is nothing to type with.');
    const type = async (share: number | null): Promise<Typing[][]> => {
      const typings: Typing[][] = [];
      for (const session of sessions) {
        const own = share === null ? null : { options: { share } };
        typings.push(await typeSession(session, table, tokenizer, own));
      }
      return typings;
    };
    const before = await type(null);
    for (const share of shares) {
      yield { share, ...riseOf(before, await type(share), wholeNumber(options, 'seed', 1, 0)) };
    }
  },
};
