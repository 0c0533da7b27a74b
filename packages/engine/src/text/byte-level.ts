/** Stand-ins of the 256 bytes in the vocabularies of byte-level tokenizers, as in GPT-2: [byte]. */
export const BYTE_PIECES: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const visible = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(visible ? byte : next++);
  });
})();

/** A text as it stands in the pieces of a byte-level vocabulary: ' to' is 'Ġto'. */
export function toByteLevel(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => BYTE_PIECES[byte]!).join('');
}
