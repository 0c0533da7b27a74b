/** One file of a model that is served in pieces. */
export interface ModelPart {
  file: string;
  bytes: number;
  /** Lower-case hexadecimal SHA-256 of this part. */
  sha256: string;
  /** What is in it of the model, where it is packed by gzip. */
  holds?: { bytes: number; sha256: string };
}

/** What a model is: its bytes, its parts, where it comes from. The browser reads the same JSON. */
export interface ModelManifest {
  name: string;
  format: 'gguf';
  file: string;
  bytes: number;
  sha256: string;
  /** In order; what they hold, one after the other, is the file. */
  parts: ModelPart[];
  licence?: string;
  /** What the licence wants to be said wherever the model is given on. */
  notice?: string;
  /** Languages that it writes well, as BCP 47 tags. */
  languages?: string[];
  /** What a step takes, in steps of the default model. */
  work?: number;
  /** What was tuned for it: `ModelPresets` of @superposed/engine. */
  presets?: Readonly<Record<string, unknown>>;
  source?: string;
  sources?: ModelOrigins;
}

/** Where a file can be had. */
export interface ModelOrigins {
  pip?: PipOrigin | PipOrigin[];
  hub?: HubOrigin;
}

/** A file in a Python package; of several, each holds the next part. `bytes`: of the package. */
export interface PipOrigin {
  package: string;
  version: string;
  member: string;
  bytes: number;
}

/** A file of a repository on the model hub. */
export interface HubOrigin {
  repo: string;
  path: string;
  /** A branch or commit. */
  revision: string;
}

/** A file, and what it has to be. */
export interface CheckedFile {
  file: string;
  bytes: number;
  sha256: string;
  source?: string;
  sources?: ModelOrigins;
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
  /** Where to look, in order, when the cache has no sound copy; by default where the manifest says. */
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

/**
 * Makes sure that one file lies in the user's cache, whole and checked.
 * @returns its path
 * @throws ModelUnavailableError when no source gives the right bytes
 */
export function ensureFile(
  wanted: CheckedFile,
  options?: Pick<EnsureModelOptions, 'progress' | 'sources' | 'cache'>,
): Promise<string>;

/**
 * Asks the model hub what a file of it is; `HF_ENDPOINT` names another host, `HF_TOKEN` a leave to read there.
 * @throws it has no such file, gives no checksum, or doesn't answer
 */
export function hubFile(origin: Omit<HubOrigin, 'revision'> & { revision?: string }): Promise<CheckedFile>;

/** Shows progress on standard error. */
export function terminalProgress(stream?: NodeJS.WriteStream): (event: ProgressEvent) => void;

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

/** Models by the names that commands know; the first one is the default. */
export const models: Readonly<Record<'smollm2-135m' | 'gemma-3-270m', ModelManifest>>;

/** The manifest of SmolLM2-135M-Instruct. */
export const manifest: ModelManifest;
