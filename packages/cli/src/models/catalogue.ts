import { models as manifests, type ModelManifest } from '@superposed/model-smollm2-135m';

/** A model that `superposed fetch-model` knows by name. */
export interface KnownModel {
  /** For `superposed fetch-model`, and the folder that it goes into. */
  readonly id: string;
  readonly name: string;
  /** Of the whole file, which is what a page downloads. */
  readonly bytes: number;
  readonly licence: string;
  /** What the licence wants to be said. */
  readonly notice?: string;
  /** BCP 47 tags. */
  readonly languages: readonly string[];
  /** Whether it is fetched where no name is given. */
  readonly isDefault: boolean;
}

/** The models that can be fetched by name, the default first. Any GGUF file of the hub, or your own, can be used too. */
export function models(): KnownModel[] {
  return Object.entries<ModelManifest>(manifests).map(([id, manifest], i) => ({
    id,
    name: manifest.name,
    bytes: manifest.bytes,
    licence: manifest.licence ?? 'unknown',
    ...(manifest.notice !== undefined && { notice: manifest.notice }),
    languages: manifest.languages ?? [],
    isDefault: i === 0,
  }));
}
