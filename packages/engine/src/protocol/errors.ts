/** Something in the worker failed; `code` says what, for programs, and `message` what to do, for people. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Code and message of anything that was thrown. */
export function describeError(error: unknown): { code: string; message: string } {
  if (isAbort(error)) return { code: 'aborted', message: 'A newer request took the place of this one.' };
  if (!(error instanceof Error)) return { code: 'failed', message: String(error) };
  const { code } = error as { code?: unknown };
  return { code: typeof code === 'string' ? code : 'failed', message: error.message };
}

/** Whether something was thrown because its AbortSignal fired. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
