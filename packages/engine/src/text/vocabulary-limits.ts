/** Most that a vocabulary may hold: a multiple of what the largest published ones do. */
export const MOST = {
  tokens: 2 ** 20,
  merges: 2 ** 21,
  /** UTF-16 units of a piece; the longest in use are runs of 128 spaces. */
  piece: 512,
  /** UTF-16 units of all pieces together, and of all merges. */
  letters: 2 ** 25,
} as const;

/**
 * Holds the lists of a vocabulary to `MOST`. To be asked before anything is made of them.
 * @param metadata the file's key/value pairs (`tokenizer.ggml.*`)
 * @returns what is past its limit, or undefined
 */
export function whyTooLarge(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const { 'tokenizer.ggml.tokens': pieces, 'tokenizer.ggml.merges': merges } = metadata;
  return (
    excess('tokens', pieces, MOST.tokens, MOST.piece) ??
    // A merge is two pieces with a space between them, which are one piece together.
    excess('merges', merges, MOST.merges, MOST.piece + 1)
  );
}

function excess(name: string, list: unknown, most: number, longest: number): string | undefined {
  if (!Array.isArray(list)) return undefined;
  if (list.length > most) return `${list.length} ${name}; ${most} are the most`;
  let letters = 0;
  for (const text of list as readonly unknown[]) {
    if (typeof text !== 'string') continue;
    letters += text.length;
    if (text.length > longest)
      return `one of ${text.length} letters among its ${name}; ${longest} are the most`;
    if (letters > MOST.letters) return `${name} of more than ${MOST.letters} letters together`;
  }
  return undefined;
}
