import { AssetError, missing, offline, wrongFile } from './asset-error';

/** Tries in a row that bring nothing, and tries in all. */
export const TRIES_IN_VAIN = 5;
const TRIES = 30;
/** Milliseconds that a server may be silent. */
const SILENCE = 20_000;
/** Bytes that have to come in this many milliseconds: less is a trickle, which could go on for ever. */
const PACE = { bytes: 32_768, time: 60_000 };
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
    let mark = this.loaded;
    const pace = setInterval(() => {
      if (this.loaded < mark + PACE.bytes) silence.abort('it sends next to nothing');
      mark = this.loaded;
    }, PACE.time);
    const hear = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort('it has gone silent'), SILENCE);
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
      mark = this.loaded;
      if (this.announces(response) > this.into.length - this.loaded) {
        await response.body?.cancel().catch(() => undefined);
        throw wrongFile(this.url, 'size');
      }
      return (await this.read(response, hear)) ? undefined : wrongFile(this.url, 'size');
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (error instanceof AssetError) throw error;
      return offline(this.url, silence.signal.aborted ? silence.signal.reason : error);
    } finally {
      clearTimeout(timer);
      clearInterval(pace);
    }
  }

  /** Bytes that are to come, as far as the answer says; a compressed one says another number. */
  private announces({ headers }: Response): number {
    return headers.has('Content-Encoding') ? 0 : Number(headers.get('Content-Length') ?? 0);
  }

  /** Goes on where an answer begins: after what is there, or at the start again. False where it is neither. */
  private place({ status, headers }: Response): boolean {
    const start = status === 206 ? Number(/^bytes (\d+)-/.exec(headers.get('Content-Range') ?? '')?.[1]) : 0;
    if (start > 0 && start === this.loaded) this.resumed = true;
    else this.loaded = 0;
    return start === this.loaded;
  }
}

/** Reads an answer to the end. @returns undefined where it is longer than `most` bytes; no more than those are read */
export async function readText({ body }: Response, most: number): Promise<string | undefined> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    bytes += next.value.length;
    if (bytes > most) {
      await reader?.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(next.value, { stream: true });
  }
  return text + decoder.decode();
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
