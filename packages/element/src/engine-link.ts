import {
  connect,
  type EngineConfig,
  type EngineError,
  type Status,
  type SuggestionClient,
} from '@superposed/engine';
import { assetBase, resolveAddresses, type Addresses } from './addresses';

/** Missing where the element was not put through Vite. */
const viteEnvironment = import.meta.env as ImportMetaEnv | undefined;

export interface LinkSettings extends Addresses {
  readonly device: EngineConfig['device'];
}

export interface LinkListener {
  onStatus(status: Status): void;
  onWarning(error: EngineError): void;
}

/** One element's connection to the worker, which it may share with others; the worker ends with its last element. */
export class EngineLink {
  client: SuggestionClient | undefined;
  /** How the worker does; undefined while there is none. */
  status: Status | undefined;
  /** When the status last changed, as of `performance.now()`. */
  since = 0;

  constructor(private readonly listener: LinkListener) {}

  connect(settings: LinkSettings): void {
    this.disconnect();
    const { DEV, BASE_URL } = viteEnvironment ?? {};
    const base = assetBase(import.meta.url, DEV ? BASE_URL : undefined, document.baseURI);
    const config = { ...resolveAddresses(settings, base, document.baseURI), device: settings.device };
    this.client = connect(config, {
      onStatus: (status) => this.setStatus(status),
      onWarning: (error) => this.listener.onWarning(error),
    });
    this.setStatus(this.client.status);
  }

  disconnect(): void {
    this.client?.dispose();
    this.client = undefined;
    this.status = undefined;
  }

  /** Tries again after a failure. */
  retry(): void {
    this.client?.retry();
  }

  private setStatus(status: Status): void {
    this.status = status;
    this.since = performance.now();
    this.listener.onStatus(status);
  }
}
