interface DescribedFile {
  readonly file: string;
  readonly bytes: number;
}

/** The files that a manifest of a model or of a table names. */
export function filesOf(manifest: unknown): DescribedFile[] {
  const { parts = [], shards = [], vocabulary } = (manifest ?? {}) as Record<string, unknown>;
  return [parts, shards, vocabulary].flat().filter((value): value is DescribedFile => {
    const { file, bytes } = (value ?? {}) as Partial<DescribedFile>;
    return typeof file === 'string' && typeof bytes === 'number';
  });
}
