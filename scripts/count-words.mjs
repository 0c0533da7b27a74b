// node scripts/count-words.mjs FREQUENCIES.json.gz TEXT.txt.gz… > words.txt: words of texts, and signs that stand together,
// by how often they come up, a line "count word word…", the most frequent first. '▁' stands for the space before a word.
// FREQUENCIES has the log probability of words in English at large, whose commonest are counted as if the texts were half
// as long again and had them that often. Counts are in tenths, of one digit that counts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const WORD = /( ?)([\p{L}\p{M}]+|[!-/:-@[-`{-~«»‐-›]{2,})/gu;
/** No words of other scripts, and nothing that is longer than words and signs are. */
const LATIN = /^▁?(?:[A-Za-z\u00c0-\u024f]{1,22}|[!-/:-@[-`{-~«»‐-›]{2,8})$/;

/**
 * @param {Iterable<string>} texts
 * @param {Iterable<readonly [word: string, probability: number]>} english words of English at large, the commonest first
 * @param {{ least?: number, most?: number, weight?: number }} [options] how often a word of the texts has to come up,
 *   how many others are taken, and what a text of theirs counts, as a share of the texts
 * @returns {string}
 */
export function countWords(texts, english, { least = 2, most = 100_000, weight = 0.5 } = {}) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  let all = 0;
  for (const text of texts) {
    for (const [, space, letters] of text.matchAll(WORD)) {
      const word = `${space ? '▁' : ''}${letters}`;
      if (!LATIN.test(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      all++;
    }
  }
  for (const [word, count] of counts) if (count < least) counts.delete(word);
  let taken = 0;
  for (const [word, probability] of english) {
    if (taken === most) break;
    if (word.startsWith('▁') || !LATIN.test(word)) continue;
    taken++;
    counts.set(`▁${word}`, (counts.get(`▁${word}`) ?? 0) + weight * probability * all);
  }
  /** @type {Map<number, string[]>} */
  const lines = new Map();
  for (const [word, count] of counts) {
    const tenths = Number((10 * Math.max(0.1, count)).toPrecision(1));
    const line = lines.get(tenths) ?? [];
    line.push(word);
    lines.set(tenths, line);
  }
  const sorted = [...lines].sort(([a], [b]) => b - a);
  return sorted.map(([count, words]) => `${count} ${words.sort().join(' ')}\n`).join('');
}

/** @param {string} file */
const read = (file) => gunzipSync(readFileSync(file)).toString();

/** @param {string[]} files */
function* texts(files) {
  for (const file of files) yield read(file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [frequencies, ...files] = process.argv.slice(2);
  /** @type {[string, number][]} */
  const logs = Object.entries(JSON.parse(read(String(frequencies))));
  const english = logs.sort(([, a], [, b]) => b - a).map(([word, log]) => [word, Math.exp(log)]);
  process.stdout.write(countWords(texts(files), /** @type {[string, number][]} */ (english)));
}
