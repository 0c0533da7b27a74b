import type { HostileSite } from './hostile-site';
import type { Writer } from './hostile';

export const WORKER = /assets\/worker-/;

/** Puts a line before the worker's script, in the first `workers` that start. */
export function sabotage(site: HostileSite, line: string, workers = Infinity): void {
  site.change(WORKER, (script, count) => (count < workers ? `${line};\n${script.toString()}` : script));
}

/** What a worker does when it is asked to go on after a text that ends with '§', which no draft foresees. */
export const whenAsked = (act: string) =>
  `addEventListener('message', ({ data }) => { if (data.type === 'suggest' && data.text.endsWith('§')) { ${act} } })`;

/** Types until the worker meets its fault. */
export async function meetFault(writer: Writer): Promise<void> {
  await writer.expectDrafts('ab');
  await writer.typeOn('§');
}

export async function devices(writer: Writer): Promise<string[]> {
  const progress = await writer.heard('progress');
  return progress.filter(({ state }) => state === 'ready').map(({ device }) => device);
}

/** Keeps hold of the worker's graphics processor, as `gpu`. */
export const WITH_GPU = `const { requestDevice } = GPUAdapter.prototype; let gpu;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    return (gpu = await requestDevice.apply(this, wanted));
  };`;

/** Does something as soon as one kind of object has done this. */
export const after = (kind: string, done: string, act: string) => `{ const { ${done} } = ${kind}.prototype;
  ${kind}.prototype.${done} = function (...given) {
    const result = ${done}.apply(this, given); ${act}; return result; }; }`;
