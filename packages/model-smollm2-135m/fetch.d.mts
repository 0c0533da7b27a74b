/** One file of a model that is served in pieces. */
export interface ModelPart {
  file: string;
  bytes: number;
  /** Lower-case hexadecimal SHA-256 of this part. */
  sha256: string;
}

/** What a model is: its bytes, its parts, where it comes from. The browser reads the same JSON. */
export interface ModelManifest {
  name: string;
  format: 'gguf';
  file: string;
  bytes: number;
  sha256: string;
  /** In order; their concatenation is the file. */
  parts: ModelPart[];
  licence?: string;
  source?: string;
}

/** `done` of `total` bytes of one step, such as 'Checking'. */
export interface ProgressEvent {
  step: string;
  done: number;
  total: number;
}

/** A place that can give the bytes of the model's file. Throws when it cannot. */
export interface ModelSource {
  name: string;
  open(context: {
    /** An empty folder for the source's own use; removed afterwards. */
    scratch: string;
    progress: (event: ProgressEvent) => void;
  }): AsyncIterable<Uint8Array>;
}

export interface EnsureModelOptions {
  /** Called as work goes on; by default a bar (or lines) on standard error; `false` for silence. */
  progress?: ((event: ProgressEvent) => void) | false;
  /** Which model; by default the manifest of this package. */
  manifest?: ModelManifest;
  /** Where to look, in order, when the cache has no sound copy. */
  sources?: ModelSource[];
  /** The cache folder; by default the user's own. */
  cache?: string;
}

/** The model cannot be had. `code` is 'model-unavailable'; the message lists what was tried. */
export class ModelUnavailableError extends Error {
  code: 'model-unavailable';
}

/**
 * Makes sure that the model lies in the user's cache, whole and checked, and split into parts.
 * Fast when nothing is to be done. Safe when two processes call it at once.
 * @returns the path of the GGUF file, and of the folder with manifest.json and the parts
 * @throws ModelUnavailableError when no source gives the right bytes
 */
export function ensureModel(options?: EnsureModelOptions): Promise<{ gguf: string; parts: string }>;

/** What the parts of a GGUF file are; those of `partBytes` (24 MiB) fit static hosts. @throws it can't be read */
export function describeModel(path: string, options?: { partBytes?: number }): Promise<ModelManifest>;

/** Writes the parts of a model's file, and its manifest, into a folder. @throws the file is another one */
export function splitParts(path: string, folder: string, manifest: ModelManifest): Promise<void>;

/**
 * The folder that keeps what was made or fetched for this user; it may not exist yet.
 * @param env by default the process's: SUPERPOSED_CACHE wins
 * @param platform by default the process's
 */
export function cacheFolder(env?: Record<string, string | undefined>, platform?: string): string;

/** The manifest of SmolLM2-135M-Instruct. */
export const manifest: ModelManifest;
