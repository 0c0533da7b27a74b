import type { EngineConfig } from '@superposed/engine';
import { placesIn, type DemoSettings } from '../settings';
import type { LabReply, LabRequest, LabSettings, Lap, Run, Step } from './protocol';

/** Bytes of the model so far, of how many; 0 of 0 while the session on the device is made. */
type OnProgress = (loaded: number, total: number) => void;

/** Ended before its answer came. */
export class LabClosed extends Error {
  override readonly name = 'LabClosed';
}

/** A model in a worker of its own, and what can be watched of it. One call at a time. */
export class Lab {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private readonly loaded: Promise<unknown>;
  private current: ((error: Error) => void) | undefined;

  constructor(config: EngineConfig, onProgress: OnProgress) {
    this.loaded = this.call({ type: 'load', config }, 'loaded', (reply) => {
      if (reply.type === 'progress') onProgress(reply.loaded, reply.total);
    });
    this.loaded.catch(() => undefined);
  }

  /** @throws an Error that says what became of the model, or of the run */
  async trace(text: string, settings: LabSettings, onStep: (step: Step) => void): Promise<Run> {
    await this.loaded;
    const request = { type: 'trace', text, settings } as const;
    const { run } = await this.call(request, 'traced', (reply) => {
      if (reply.type === 'step') onStep(reply.step);
    });
    return run;
  }

  /** @returns in how many steps the product kept the drafts apart @throws as `trace` */
  async race(texts: readonly string[], settings: LabSettings, onLap: (lap: Lap) => void): Promise<number> {
    await this.loaded;
    const request = { type: 'race', texts, settings } as const;
    const { steps } = await this.call(request, 'raced', (reply) => {
      if (reply.type === 'lap') onLap(reply.lap);
    });
    return steps;
  }

  /** Ends the worker, and what it is at. */
  close(): void {
    this.worker.terminate();
    this.current?.(new LabClosed('It was stopped.'));
  }

  private call<T extends LabReply['type']>(
    request: LabRequest,
    last: T,
    onReply: (reply: LabReply) => void,
  ): Promise<Extract<LabReply, { type: T }>> {
    return new Promise((resolve, reject) => {
      this.current = reject;
      this.worker.onmessage = ({ data }: MessageEvent<LabReply>) => {
        if (data.type === 'error') reject(new Error(data.message));
        else if (data.type === last) resolve(data as Extract<LabReply, { type: T }>);
        else onReply(data);
      };
      this.worker.onerror = ({ message }) => reject(new Error(message || 'The worker could not start.'));
      this.worker.postMessage(request);
    });
  }
}

/** Where the files are, as the element finds them. */
export function configOf({ device, personal }: DemoSettings): EngineConfig {
  const places = placesIn(new URLSearchParams(location.search));
  const absolute = (path: string) => new URL(path, document.baseURI).href;
  const { model = 'models/smollm2-135m/manifest.json', ngrams = 'ngrams/english/manifest.json' } = places;
  return {
    modelUrl: absolute(model),
    ngramsUrl: ngrams === '' ? null : absolute(ngrams),
    ortUrl: absolute(places.ort ?? 'ort/').replace(/\/?$/, '/'),
    device,
    personal,
  };
}

export function labSettings(settings: DemoSettings): LabSettings {
  const { k, openings, threshold } = settings;
  return {
    k,
    maxTokens: settings['max-tokens'],
    openings,
    branchSteps: openings === 'paper' ? 0 : settings['branch-steps'],
    threshold,
  };
}
