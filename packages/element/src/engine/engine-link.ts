import {
  connect,
  type EngineConfig,
  type EngineError,
  type Status,
  type SuggestionClient,
} from '@superposed/engine';
import { assetBase, resolveAddresses, type Addresses } from './addresses';
import { isCostly, rememberAnswer, rememberedAnswer, type Answer } from './consent';

/** Missing where the element was not put through Vite. */
const viteEnvironment = import.meta.env as ImportMetaEnv | undefined;

/** How the worker does, or that it waits for the user's leave to download. */
export type ElementStatus =
  | Status
  | {
      readonly state: 'asking';
      /** Size of what has to be downloaded. */
      readonly bytes: number;
      /** Whether the user does not want it now. */
      readonly declined: boolean;
    };

export interface LinkSettings extends Addresses {
  readonly device: EngineConfig['device'];
  readonly personal: boolean;
  /** 'auto': where the line is slow or metered. */
  readonly consent: 'auto' | 'always' | 'never';
}

export interface LinkListener {
  /** There is a client to ask now. */
  onClient(): void;
  onStatus(status: ElementStatus): void;
  onWarning(error: EngineError): void;
}

/** One element's connection to the worker, which it may share with others; the worker ends with its last element. */
export class EngineLink {
  client: SuggestionClient | undefined;
  /** Undefined while there is neither a worker nor a question. */
  status: ElementStatus | undefined;
  /** When the status last changed, as of `performance.now()`. */
  since = 0;
  private config: EngineConfig | undefined;
  private listening = new AbortController();

  /** @param moduleUrl of a module that lies where the built files do */
  constructor(
    private readonly moduleUrl: string,
    private readonly listener: LinkListener,
  ) {}

  connect(settings: LinkSettings): void {
    this.disconnect();
    const { DEV, BASE_URL } = viteEnvironment ?? {};
    const base = assetBase(this.moduleUrl, DEV ? BASE_URL : undefined, document.baseURI);
    const { device, personal, consent } = settings;
    const config = { ...resolveAddresses(settings, base, document.baseURI), device, personal };
    this.config = config;
    const { signal } = (this.listening = new AbortController());
    addEventListener('online', () => this.onOnline(), { signal });
    const asks = consent === 'always' || (consent === 'auto' && isCostly());
    if (asks && rememberedAnswer() !== 'download') void this.ask(config);
    else this.start(config);
  }

  disconnect(): void {
    this.listening.abort();
    this.client?.dispose();
    this.client = undefined;
    this.status = undefined;
    this.config = undefined;
  }

  /** Tries again after a failure. */
  retry(): void {
    if (!this.client) return;
    this.client.retry();
    this.listener.onClient();
  }

  /** The user's answer, which holds for later visits too. */
  answer(answer: Answer): void {
    if (!this.config || this.status?.state !== 'asking') return;
    rememberAnswer(answer);
    if (answer === 'download') this.start(this.config);
    else this.setStatus({ ...this.status, declined: true });
  }

  private onOnline(): void {
    if (this.status?.state === 'failed' && this.status.code === 'offline') this.retry();
  }

  /** Nothing is asked for what is here from an earlier visit. */
  private async ask(config: EngineConfig): Promise<void> {
    const { downloadSize } = await import('@superposed/engine/download-size');
    const bytes = await downloadSize(config);
    if (this.config !== config) return;
    if (bytes === 0) this.start(config);
    else this.setStatus({ state: 'asking', bytes, declined: rememberedAnswer() === 'not-now' });
  }

  private start(config: EngineConfig): void {
    this.client = connect(config, {
      onStatus: (status) => this.setStatus(status),
      onWarning: (error) => this.listener.onWarning(error),
    });
    this.setStatus(this.client.status);
    this.listener.onClient();
  }

  private setStatus(status: ElementStatus): void {
    this.status = status;
    this.since = performance.now();
    this.listener.onStatus(status);
  }
}
