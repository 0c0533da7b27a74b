import type { EngineConfig } from '@superposed/engine';

/**
 * The element's own properties that name files; all relative to the document. An attribute that was taken away is null,
 * and as good as none.
 */
export interface Addresses {
  readonly model?: string | null;
  /** '' for no table. */
  readonly ngrams?: string | null;
  readonly ort?: string | null;
}

/**
 * The folder that holds ort/, models/ and ngrams/: that of the built files, which lie in it or in its assets/.
 * Vite's development server has modules all over the place, and these folders at its root; webpack tells a module
 * where it lay on the disk of who built it, so there the root of the site is what is left.
 */
export function assetBase(moduleUrl: string, devBase: string | undefined, documentUrl: string): URL {
  if (devBase !== undefined) return new URL(devBase, documentUrl);
  if (/^file:/.test(moduleUrl) && !/^file:/.test(documentUrl)) return new URL('/', documentUrl);
  return new URL(/\/assets\/[^/]*$/.test(moduleUrl) ? '../' : './', moduleUrl);
}

/** Absolute addresses for the worker. */
export function resolveAddresses(
  { model, ngrams, ort }: Addresses,
  base: URL,
  documentUrl: string,
): Pick<EngineConfig, 'modelUrl' | 'ngramsUrl' | 'ortUrl'> {
  const absolute = (given: string | null | undefined, standard: string) =>
    new URL(given ?? standard, typeof given === 'string' ? documentUrl : base).href;
  return {
    modelUrl: absolute(model, 'models/smollm2-135m/manifest.json'),
    ngramsUrl: ngrams === '' ? null : absolute(ngrams, 'ngrams/english/manifest.json'),
    ortUrl: absolute(ort, 'ort/').replace(/\/?$/, '/'),
  };
}
