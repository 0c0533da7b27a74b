import { CONFIG, Field } from './kernel-fields';
import { KERNELS } from './kernels.generated';

/** What a helper thread is started with. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** 1, 2, …; the leader is 0. */
  readonly thread: number;
}

/** A thread that helps; `end` stops it for good. */
export interface Helper {
  end(): void;
}

/** Starts a helper; resolves once it is ready, rejects where there can't be one. */
export type StartHelper = (start: HelperStart) => Promise<Helper>;

/** What the kernels' module exports. */
export interface KernelExports {
  readonly decode: () => void;
  readonly pack: (from: number, to: number, rows: number, blocks: number, type: number) => void;
  readonly serve: (thread: number) => void;
}

const PAGE = 65536;

/** The thread that leads, its helpers and the memory that they share. */
export class KernelTeam {
  private helpers: Helper[] = [];

  private constructor(
    readonly memory: WebAssembly.Memory,
    readonly exports: KernelExports,
    private readonly module: WebAssembly.Module,
  ) {}

  /** @param bytes of memory that the kernels need */
  static async create(bytes: number): Promise<KernelTeam> {
    const pages = Math.ceil(bytes / PAGE);
    const size = { initial: pages, maximum: pages };
    const code = decodeBase64(KERNELS);
    let memory: WebAssembly.Memory;
    try {
      memory = new WebAssembly.Memory({ ...size, shared: true });
    } catch {
      // iOS refuses to share some sizes that it gives to one thread. If that fails too, there is no memory at all.
      memory = new WebAssembly.Memory(size);
      unshare(code);
    }
    const module = await WebAssembly.compile(code);
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    return new KernelTeam(memory, instance.exports as unknown as KernelExports, module);
  }

  /** Threads that work. */
  get threads(): number {
    return 1 + new Int32Array(this.memory.buffer, CONFIG)[Field.Helpers]!;
  }

  /** Lets as many of the started threads work; the others sleep. */
  set threads(count: number) {
    new Int32Array(this.memory.buffer, CONFIG)[Field.Helpers] = Math.min(count - 1, this.helpers.length);
  }

  /** Whether helpers can work on the same memory. */
  private get shared(): boolean {
    return !(this.memory.buffer instanceof ArrayBuffer);
  }

  /** Starts helpers up to `threads` in all. One that can't be started costs only its help. */
  async start(threads: number, startHelper: StartHelper): Promise<void> {
    const { module, memory } = this;
    const started = Array.from({ length: this.shared ? threads - 1 : 0 }, (_, i) =>
      startHelper({ module, memory, thread: i + 1 }),
    );
    for (const result of await Promise.allSettled(started)) {
      if (result.status === 'fulfilled') this.helpers.push(result.value);
    }
    this.threads = threads;
  }

  /** Ends the helpers past the first `threads` − 1. */
  keep(threads: number): void {
    for (const helper of this.helpers.splice(threads - 1)) helper.end();
    this.threads = threads;
  }

  decode(): void {
    this.exports.decode();
  }

  end(): void {
    this.keep(1);
  }
}

/** The import of the memory in the module: its name, that it is a memory, and that it is shared. */
const SHARED_MEMORY = [...new TextEncoder().encode('memory'), 2, 3];

/** Makes the kernels import a memory that is not shared; a thread alone never waits, which needs a shared one. */
function unshare(code: Uint8Array): void {
  const at = code.findIndex((_, start) => SHARED_MEMORY.every((byte, i) => code[start + i] === byte));
  code[at + SHARED_MEMORY.length - 1] = 1;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
