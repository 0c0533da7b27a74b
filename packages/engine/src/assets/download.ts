import { AssetError, missing, offline, wrongFile } from './asset-error';

/** Tries in a row that bring nothing, and tries in all. */
export const TRIES_IN_VAIN = 5;
const TRIES = 30;
/** Milliseconds that a server may be silent. */
const SILENCE = 20_000;
/** Milliseconds: the first wait, doubled after each try in vain, and the longest. */
const WAIT = { first: 300, longest: 5000 };

/** Whether another try may better an answer. */
export const isPassing = ({ status }: Response): boolean =>
  [408, 425, 429, 500, 502, 503, 504].includes(status);

export interface DownloadOptions {
  /** Called with the bytes that have come in so far; fewer again where a download begins anew. */
  readonly onProgress?: (loaded: number) => void;
  readonly signal?: AbortSignal;
}

/** Asks for a file until it is whole, or until asking has brought nothing for too long. */
export class Download {
  /** Whether the bytes come from more than one answer. */
  resumed = false;
  private loaded = 0;

  constructor(
    private readonly url: string,
    private readonly into: Uint8Array,
    private readonly options: DownloadOptions,
    private readonly cache: RequestCache = 'default',
  ) {}

  async run(): Promise<void> {
    let idle = 0;
    for (let tries = 1; ; tries++) {
      const before = this.loaded;
      const failure = await this.attempt();
      if (!failure) return;
      idle = this.loaded > before ? 1 : idle + 1;
      if (idle >= TRIES_IN_VAIN || tries >= TRIES) throw failure;
      await backOff(idle - 1, this.options.signal);
    }
  }

  /**
   * Reads an answer to the end.
   * @returns whether the file is whole now
   * @throws {AssetError} it is longer than it should be
   */
  async read(response: Response, onChunk: () => void = () => undefined): Promise<boolean> {
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      this.options.signal?.throwIfAborted();
      onChunk();
      if (this.loaded + next.value.length > this.into.length) {
        await reader?.cancel().catch(() => undefined);
        throw wrongFile(this.url, 'size');
      }
      this.into.set(next.value, this.loaded);
      this.loaded += next.value.length;
      this.options.onProgress?.(this.loaded);
    }
    return this.loaded === this.into.length;
  }

  /** One request. @returns why the file is not whole yet, where another try may help */
  private async attempt(): Promise<AssetError | undefined> {
    const silence = new AbortController();
    const { signal = silence.signal } = this.options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
    };
    hear();
    try {
      const response = await fetch(this.url, {
        signal: AbortSignal.any([signal, silence.signal]),
        cache: this.cache,
        ...(this.loaded > 0 && { headers: { Range: `bytes=${this.loaded}-` } }),
      });
      hear();
      if (isPassing(response)) return offline(this.url, `HTTP status ${response.status}`);
      // A range that the server can't give: what came so far is all there is.
      if (response.status === 416) throw wrongFile(this.url, 'size');
      if (!response.ok) throw missing(this.url, response.status);
      if (!this.place(response)) return offline(this.url, 'it sent another range than was asked for');
      return (await this.read(response, hear)) ? undefined : wrongFile(this.url, 'size');
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (error instanceof AssetError) throw error;
      return offline(this.url, silence.signal.aborted ? 'it has gone silent' : error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Goes on where an answer begins: after what is there, or at the start again. False where it is neither. */
  private place({ status, headers }: Response): boolean {
    const start = status === 206 ? Number(/^bytes (\d+)-/.exec(headers.get('Content-Range') ?? '')?.[1]) : 0;
    if (start > 0 && start === this.loaded) this.resumed = true;
    else this.loaded = 0;
    return start === this.loaded;
  }
}

/** Waits: twice as long after each try in vain, and not in step with others who lost the same server. */
export async function backOff(idle: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const longest = Math.min(WAIT.longest, WAIT.first * 2 ** idle);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
