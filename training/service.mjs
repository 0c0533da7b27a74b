// What training and its evaluation take from the packages, so that nothing of it exists twice: the tokenizer, the
// n-gram table with the product's weights, the choice of prompts, and the summary of measured drafts.
// One JSON request a line on standard input, one JSON answer a line on standard output. See superposition/service.py.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { distinctOptions, ordersOf } from '@superposed/decoding';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { parseGguf } from '@superposed/runtime';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { casesOf, halfOf } from '../packages/evaluation/src/texts/cases.ts';
import { firstWordKeyOf } from '../packages/evaluation/src/quality/decoders.ts';
import { compare, summarise } from '../packages/evaluation/src/quality/quality.ts';

const tokenizer = createTokenizer(parseGguf(readFileSync(process.argv[2])).metadata);
const ngrams = await loadEnglishNgrams(tokenizer);
const { mixtures } = distinctOptions(3, { eosIds: tokenizer.eosIds });

/**
 * The n-grams' part of a draft's scores: score = ln(model · p + ngrams), as mixture.ts has it.
 * @param boost times the n-grams' weights (sharedRowBoost)
 * @returns [share of the model, {place among the candidates: n-grams' part}]
 */
function mixture({ context, ids }, boost) {
  if (!ngrams) return [1, {}];
  const orders = ordersOf(ngrams, context, ids);
  const known = orders.findLastIndex((each) => each.some((value) => value > 0)) + 1;
  const [model, ...rest] = mixtures[known];
  const parts = {};
  for (let j = 0; j < ids.length; j++) {
    const part = boost * rest.reduce((sum, weight, n) => sum + weight * orders[n][j], 0);
    if (part > 0) parts[j] = part;
  }
  const total = model + boost * rest.reduce((sum, weight) => sum + weight, 0);
  return [model / total, Object.fromEntries(Object.entries(parts).map(([j, part]) => [j, part / total]))];
}

/** Prompts as the command `quality` chooses them: the same file, half, sample and seed give the same ones. */
function cases({ file, half, sample, promptTokens, tokens, seed }) {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  const texts = halfOf(
    lines.map((line) => JSON.parse(line)),
    half,
  );
  const settings = { promptTokens, tokens, limit: sample, shuffled: true, seed };
  return casesOf(texts, tokenizer, settings).map(({ ids, nextIds, rest }) => ({ ids, nextIds, rest }));
}

/** Figures of drafts: prompts with {nextId, rest, drafts: [{tokens, finished, logProbs}]}. */
function figures({ prompts, k, seed }) {
  const measured = prompts.map(({ nextId, rest, drafts }) => ({
    rows: 0,
    passes: 0,
    milliseconds: 0,
    drafts: drafts.map(({ tokens, finished, logProbs }) => {
      const text = tokenizer.decode(finished ? tokens.slice(0, -1) : tokens);
      return compare({ text, tokens, confidence: 1 }, logProbs, nextId, rest);
    }),
  }));
  const values = (of) => measured.map(({ drafts }) => of(drafts));
  const nll = values((drafts) => drafts.reduce((sum, each) => sum + each.nllPerToken, 0) / drafts.length);
  return {
    ...summarise(measured, k, seed),
    nll_by_prompt: nll,
    nll_by_draft: Array.from({ length: k }, (_, i) => {
      const all = measured.flatMap(({ drafts }) => drafts[i]?.nllPerToken ?? []);
      return all.reduce((sum, each) => sum + each, 0) / all.length;
    }),
    matched_by_prompt: values((drafts) => Math.max(0, ...drafts.map((each) => each.matched))),
  };
}

const OPERATIONS = {
  encode: ({ texts }) => texts.map((text) => tokenizer.encode(text)),
  decode: ({ ids }) => ids.map((each) => tokenizer.decode(each)),
  vocabulary: () => {
    const key = firstWordKeyOf(tokenizer);
    return { eos: tokenizer.eosIds, keys: tokenizer.pieces.map((_, id) => key(id)) };
  },
  mixture: ({ queries, boost = 1 }) => queries.map((each) => mixture(each, boost)),
  cases,
  figures,
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(OPERATIONS[request.op](request))}\n`);
}
