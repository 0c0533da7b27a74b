export type NgramFormatCode =
  'bad-magic' | 'unsupported-version' | 'other-tokenizer' | 'truncated' | 'corrupt';

/** A shard or manifest that can't be used. The message says why and what to do. */
export class NgramFormatError extends Error {
  override readonly name = 'NgramFormatError';

  constructor(
    readonly code: NgramFormatCode,
    message: string,
  ) {
    super(message);
  }
}

/** Throws 'corrupt' unless `ok`. */
export function insist(ok: boolean, what: string): asserts ok {
  if (!ok) {
    throw new NgramFormatError('corrupt', `The n-gram shard is damaged: ${what}. Fetch or build it again.`);
  }
}
