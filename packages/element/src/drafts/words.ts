/** Made once it is needed: the first one loads the word lists of some languages. */
let segmenter: Intl.Segmenter | undefined;

/** One after the other, as far as they are asked for: a text may be long. */
function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return segmenter.segment(text);
}

/** The beginning of `text` up to the end of its `count`-th word, with the marks that directly follow it. */
export function firstWords(text: string, count: number): string {
  let words = 0;
  let end = 0;
  for (const { segment, isWordLike } of segments(text)) {
    if (isWordLike && ++words > count) break;
    if (words === count && /^\s/u.test(segment)) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

/** The longest beginning of `text` in whole words, at most `length` UTF-16 units of it. */
export function wordsWithin(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (const { segment, index } of segments(text)) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

/** Whether at most one word is begun in `text`, and nothing comes after it. */
export function isWithinFirstWord(text: string): boolean {
  const [first, second] = segments(text.trimStart());
  return second === undefined && (first === undefined || first.isWordLike === true);
}
