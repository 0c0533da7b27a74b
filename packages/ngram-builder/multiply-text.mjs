/*
 * Makes more text of some: node multiply-text.mjs COPIES FOLDER FILE.txt.gz…
 * writes FOLDER/copy-0.txt and so on. In each copy one word in eight is another one of the same text, so that copies share
 * short n-grams and differ in long ones, as more text of the same kind would. The same input gives the same text.
 */
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';

const ONE_IN = 8;

/** A linear congruential generator: numbers in [0, limit). */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function* changed(files, seed) {
  const random = randomNumbers(seed);
  for (const file of files) {
    const words = gunzipSync(readFileSync(file)).toString().split(' ');
    for (let i = 0; i < words.length; i++) {
      const other = words[random(words.length)];
      // Line feeds stay where they are: a word with one is left alone.
      const swap = random(ONE_IN) === 0 && !words[i].includes('\n') && !other.includes('\n');
      yield `${swap ? other : words[i]}${i + 1 < words.length ? ' ' : ''}`;
    }
  }
}

/** Pieces of some size: a write for each word would take long. */
function* gathered(pieces) {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield text;
}

const [copies, folder, ...files] = process.argv.slice(2);
if (!(Number(copies) >= 1) || files.length === 0) {
  console.error('node multiply-text.mjs COPIES FOLDER FILE.txt.gz…');
  process.exit(1);
}
await mkdir(folder, { recursive: true });
for (let copy = 0; copy < Number(copies); copy++) {
  const file = join(folder, `copy-${copy}.txt`);
  await pipeline(Readable.from(gathered(changed(files, copy + 1))), createWriteStream(file));
}
