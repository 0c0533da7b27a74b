import { models as knownModels, type KnownModel } from '../models/catalogue';
import type { Command } from '../terminal/command';

/** The models that can be fetched by name. */
export const models: Command = {
  summary: 'the models that fetch-model knows by name: size, licence, languages',
  // Of files there are none.
  manyFiles: true,
  async *run() {
    yield* await Promise.resolve(knownModels());
  },
  rows(result) {
    const { id, bytes, licence, languages, isDefault } = result as KnownModel;
    return [
      {
        model: isDefault ? `${id} (default)` : id,
        MB: Math.round(bytes / 1e6),
        licence,
        languages: languages.join(' '),
      },
    ];
  },
};
