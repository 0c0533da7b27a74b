interface DescribedFile {
  readonly file: string;
  readonly bytes: number;
}

/** A plain name of a file beside the manifest: it must not make the page ask, or forget, anything elsewhere. */
export const PLAIN_NAME = /^\w[\w.-]*$/;

/** The files that a manifest of a model or of a table names, as far as they are plain names with a size. */
export function filesOf(manifest: unknown): DescribedFile[] {
  const { parts = [], shards = [], vocabulary } = (manifest ?? {}) as Record<string, unknown>;
  return [parts, shards, vocabulary].flat().filter((value): value is DescribedFile => {
    const { file, bytes } = (value ?? {}) as Partial<DescribedFile>;
    return typeof file === 'string' && PLAIN_NAME.test(file) && Number.isSafeInteger(bytes) && bytes! > 0;
  });
}
