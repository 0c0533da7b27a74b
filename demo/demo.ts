import 'superposed-complete';
import { enter, findScenes, takeForms, tellFigures, type Scene } from './scenes';
import { ModelChoice } from './model-choice';
import { SettingsForm } from './settings-form';
import type { View } from './views/view';

/** Their code comes when they are wanted. */
const VIEWS: Record<string, () => Promise<View>> = {
  how: async () => (await import('./views/how')).howView(),
  race: async () => (await import('./views/race')).raceView(),
};

/** While the page loads, the browser goes back to what the address names, and takes the focus there. */
const loaded = new Promise<unknown>((resolve) => {
  if (document.readyState === 'complete') resolve(null);
  else addEventListener('load', resolve);
});

/** Shows what the address names: a scene (the first one by default) or a view. */
export function startDemo(): void {
  const scenes = findScenes();
  const { title } = document;
  const views = new Map<string, Promise<View>>();
  const form = new SettingsForm(() => void show());
  new ModelChoice(() => void show());
  let shown: string | undefined;

  async function show(): Promise<void> {
    const name = location.hash.slice(1);
    const scene = VIEWS[name] ? undefined : (scenes.find((each) => each.name === name) ?? scenes[0]!);
    const place = scene?.name ?? name;
    const moved = shown !== undefined && shown !== place;
    shown = place;
    mark(place, scene !== undefined);
    const heading = document.querySelector<HTMLElement>(`#${place} h2`)!;
    document.title = scene === scenes[0] ? title : `${heading.textContent} – ${title}`;
    // One model in memory at a time.
    for (const [other, view] of views) if (other !== place) (await view).leave();
    if (scene) {
      await enter(scene, form.settings);
      await loaded;
      if (shown === place) begin(scene);
    } else if (moved) heading.focus({ preventScroll: true });
    if (shown !== place) return;
    for (const { name: other, element } of scenes) if (other !== place) element.disabled = true;
    if (scene) return;
    if (!views.has(place)) views.set(place, VIEWS[place]!());
    const view = await views.get(place)!;
    if (shown === place) view.enter(form.settings);
  }

  fillIn(scenes);
  takeForms(scenes);
  tellFigures();
  addEventListener('hashchange', () => void show());
  void show();
}

/** The caret stands after what is written, and drafts come without a key. */
function begin({ element, field }: Scene): void {
  field.focus({ preventScroll: true });
  if (field.value !== '') element.suggest();
}

/** `?text=` in an address takes the place of what the scenes begin with. */
function fillIn(scenes: readonly Scene[]): void {
  const text = new URLSearchParams(location.search).get('text');
  for (const { field } of scenes) {
    if (text !== null) field.value = text;
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

function mark(place: string, isScene: boolean): void {
  const tell = (link: HTMLElement, current: boolean) => {
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  };
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a')) {
    const { view } = link.dataset;
    tell(link, view ? view === (isScene ? 'write' : place) : link.hash === `#${place}`);
  }
}
