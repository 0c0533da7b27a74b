/**
 * Names a vocabulary, so that a table is used only with the token ids it was counted with.
 * @param pieces vocabulary pieces in id order, as in GGUF's `tokenizer.ggml.tokens`
 * @returns SHA-256 of the pieces joined by line feeds, as 64 lower-case hex digits
 */
export async function tokenizerFingerprint(pieces: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pieces.join('\n')));
  return toHex(new Uint8Array(digest));
}

/** Lower-case hex digits, two a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of hex digits, two a byte. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
