// node scripts/count-words.mjs TEXT.txt.gz… > words.txt: words of texts, and signs that stand together, by how often they
// come up, a line "count word word…", the most frequent first. '▁' stands for the space before a word.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const WORD = /( ?)([\p{L}\p{M}]+|[!-/:-@[-`{-~]{2,})/gu;
/** No words of other scripts, and nothing that is longer than words and signs are. */
const LATIN = /^▁?(?:[A-Za-z\u00c0-\u024f]{1,22}|[!-~]{2,8})$/;

/**
 * @param {Iterable<string>} texts
 * @param {number} least how often a word has to come up
 * @returns {string}
 */
export function countWords(texts, least) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) {
    for (const [, space, letters] of text.matchAll(WORD)) {
      const word = `${space ? '▁' : ''}${letters}`;
      if (LATIN.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  /** @type {Map<number, string[]>} */
  const lines = new Map();
  for (const [word, count] of counts) {
    if (count < least) continue;
    const line = lines.get(count) ?? [];
    line.push(word);
    lines.set(count, line);
  }
  const sorted = [...lines].sort(([a], [b]) => b - a);
  return sorted.map(([count, words]) => `${count} ${words.sort().join(' ')}\n`).join('');
}

/** @param {string[]} files */
function* texts(files) {
  for (const file of files) yield gunzipSync(readFileSync(file)).toString();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(countWords(texts(process.argv.slice(2)), 2));
}
