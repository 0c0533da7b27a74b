/** What went wrong with a file that the page serves. */
export type AssetErrorCode = 'missing-part' | 'wrong-checksum' | 'bad-manifest' | 'offline' | 'out-of-memory';

/** A file could not be had, or is not what its manifest says. */
export class AssetError extends Error {
  override readonly name = 'AssetError';
  constructor(
    readonly code: AssetErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export function wrongFile(url: string, what: 'size' | 'SHA-256' | 'content'): AssetError {
  return new AssetError(
    'wrong-checksum',
    `${url} is not the file that its manifest describes (wrong ${what}). ` +
      'Put the right file there, or make the manifest anew.',
  );
}

export function missing(url: string, status: number): AssetError {
  return new AssetError(
    'missing-part',
    `${url} is not there (HTTP status ${status}). Check the address and that the file was uploaded.`,
  );
}

export function badManifest(url: string, what: string): AssetError {
  return new AssetError('bad-manifest', `${url} is not a manifest. ${what}`);
}

export function offline(url: string, cause: unknown): AssetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AssetError(
    'offline',
    `${url} can't be reached (${reason}). Check the connection and try again.`,
  );
}
