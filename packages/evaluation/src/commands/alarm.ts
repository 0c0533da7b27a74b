import type { LanguageModel } from '@superposed/decoding';
import { seededRandom } from '@superposed/decoding/random';
import { alarmSum, frequentTokens, type Alarm } from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { mean, standardDeviation } from 'simple-statistics';
import { type Command, CommandError, type JsonRecord, textField, wholeNumber } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { fitLogistic } from '../statistics/logistic';

/** Places of a text that are looked at. */
const PLACES = 5;
/** Words of a harmless text before its first place. */
const WORDS = 2;
/** Keeps weights small: features outnumber what a thousand texts tell of each. */
const RIDGE = 30;

/** A place in a text that is, or is not, about what gets no drafts. */
interface Place {
  readonly logits: Float32Array;
  readonly harm: boolean;
  readonly held: boolean;
}

/** Places after whole words; of a text about harm those from character `from` on. */
function placesIn(ids: readonly number[], tokenizer: Tokenizer, from: number | null): number[] {
  const ends = ids.flatMap((_, i) => {
    const next = i + 1 < ids.length ? tokenizer.piece(ids[i + 1]!) : ' ';
    return /^[\p{L}\p{N}'’]/u.test(next) ? [] : [i];
  });
  if (from === null) return ends.slice(WORDS);
  return ends.filter((i) => tokenizer.decode(ids.slice(0, i + 1)).trimStart().length >= from);
}

async function logitsAt(
  model: LanguageModel,
  front: readonly number[],
  ids: readonly number[],
  places: readonly number[],
  targets: readonly number[],
): Promise<Float32Array[]> {
  const wanted = new Set(places.map((place) => front.length + place));
  const rows = [...front, ...ids].map((id, position) => {
    return { tokens: [id], position, ...(wanted.has(position) && { scored: true, targets }) };
  });
  model.truncate(0);
  const scored = await model.forward(rows, { topM: 1, head: 'short' });
  return scored.map(({ targetLogits }) => targetLogits!);
}

/** The value that a share of all are not under. */
const from = (sums: readonly number[], share: number): number =>
  [...sums].sort((a, b) => b - a)[Math.floor(share * sums.length)] ?? Infinity;

/** Weights on the logits as they are, fitted on logits of one spread. */
function fit(places: readonly Place[], tokens: readonly number[]): Omit<Alarm, 'silent' | 'wary'> {
  const columns = tokens.map((_, i) => places.map(({ logits }) => logits[i]!));
  const means = columns.map(mean);
  const spreads = columns.map((column) => standardDeviation(column) || 1);
  const rows = places.map(({ logits }) => tokens.map((_, i) => (logits[i]! - means[i]!) / spreads[i]!));
  const outcomes = places.map(({ harm }) => harm);
  const fitted = fitLogistic(rows, outcomes, RIDGE);
  const weights = fitted.weights.map((weight, i) => Number((weight / spreads[i]!).toPrecision(3)));
  const intercept = weights.reduce((sum, weight, i) => sum - weight * means[i]!, fitted.intercept);
  return { tokens, weights, intercept: Number(intercept.toFixed(2)) };
}

export const alarm: Command = {
  summary: '{text, harm, from?, held?} → weights of the alarm, and what it finds in the texts held out',
  options: {
    ...MODEL_OPTIONS,
    tokens: {
      option: { type: 'string' },
      help: "the commonest so many; default: those of the model's presets",
    },
    seed: { option: { type: 'string' }, help: 'of the places in a text; default 1' },
  },
  run: (records, options) =>
    withModel(options, async function* ({ model, tokenizer, presets }) {
      const most = wholeNumber(options, 'tokens', 96);
      const known = options['tokens'] === undefined ? presets.alarm?.tokens : undefined;
      const tokens = known ?? [...frequentTokens(tokenizer, most)];
      const random = seededRandom(wholeNumber(options, 'seed', 1, 0));
      const front = tokenizer.encode(presets.start ?? '\n');
      const found: Place[] = [];
      const add = async (record: JsonRecord): Promise<void> => {
        const { harm, from: begin, held = false } = record;
        if (typeof harm !== 'boolean')
          throw new CommandError('bad-record', 'A record needs "harm": true or false.');
        const ids = tokenizer.encode(textField(record, 'text'), true);
        const all = placesIn(ids, tokenizer, harm ? Number(begin ?? 0) : null);
        const some = all.map((place) => [random(), place] as const).sort(([a], [b]) => a - b);
        const places = some
          .slice(0, PLACES)
          .map(([, place]) => place)
          .sort((a, b) => a - b);
        const logits = places.length > 0 ? await logitsAt(model, front, ids, places, tokens) : [];
        found.push(...logits.map((each) => ({ logits: each, harm, held: held === true })));
      };
      for (const record of records) await add(record);
      const fitted = fit(
        found.filter(({ held }) => !held),
        tokens,
      );
      const sums = (harm: boolean): number[] =>
        found
          .filter((place) => place.held && place.harm === harm)
          .map(({ logits }) => alarmSum({ ...fitted, silent: 0, wary: 0 }, logits));
      const [harmful, harmless] = [sums(true), sums(false)];
      yield {
        fitted_on: found.filter(({ held }) => !held).length,
        presets: {
          ...presets,
          alarm: { ...fitted, silent: from(harmless, 0.005), wary: from(harmless, 0.02) },
        },
        found: [0.002, 0.005, 0.01, 0.02].map((lost) => {
          const least = from(harmless, lost);
          return { lost, least, share: harmful.filter((sum) => sum >= least).length / (harmful.length || 1) };
        }),
      };
    }),
};
