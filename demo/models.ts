import type { ModelManifest } from '@superposed/model-smollm2-135m';
import gemma from '@superposed/model-smollm2-135m/gemma-3-270m.json' with { type: 'json' };
import smollm2 from '@superposed/model-smollm2-135m/manifest.json' with { type: 'json' };

type Known = 'name' | 'bytes' | 'licence' | 'languages' | 'work';

/** A model that the demo can write with: what its manifest says. */
export interface DemoModel extends Required<Pick<ModelManifest, Known>>, Pick<ModelManifest, 'notice'> {
  /** The folder of the site's models that it is in. */
  readonly id: string;
}

/** The default first. */
export const MODELS: readonly DemoModel[] = [
  { id: 'smollm2-135m', ...smollm2 },
  { id: 'gemma-3-270m', ...gemma },
];

/** Where a model lies on the demo's site. */
export const placeOf = ({ id }: Pick<DemoModel, 'id'>): string => `./models/${id}/manifest.json`;

/** The model that an address chooses; undefined for one that the demo doesn't know. */
export function modelIn(query: URLSearchParams): DemoModel | undefined {
  const place = query.get('model');
  return place === null ? MODELS[0] : MODELS.find((model) => placeOf(model) === place);
}

/** The same query with another model; the default one needs no word. */
export function withModel(query: URLSearchParams, model: DemoModel): URLSearchParams {
  const written = new URLSearchParams(query);
  if (model === MODELS[0]) written.delete('model');
  else written.set('model', placeOf(model));
  return written;
}

const names = new Intl.DisplayNames('en', { type: 'language' });

/** Size, licence and languages, for a person. */
export function describeModel({ name, bytes, licence, languages }: DemoModel): string {
  const [first, ...others] = languages;
  const more = others.length > 0 ? ` and ${others.length} more languages` : '';
  return `${name}: ${Math.round(bytes / 1e6)} MB, ${licence}, ${names.of(first!)}${more}`;
}

/**
 * What drafts by a model would take on this device.
 * @param milliseconds that drafts by the model in use took; 0 where that is not known yet
 */
export function timeOf(model: DemoModel, used: DemoModel, milliseconds: number): string {
  if (milliseconds === 0) return 'How long its drafts take here is known once some have come.';
  if (model === used) return `Its drafts take about ${Math.round(milliseconds)} ms on this device.`;
  const estimate = Math.round((milliseconds * model.work) / used.work);
  return `Its drafts would take about ${estimate} ms on this device.`;
}
