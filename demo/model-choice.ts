import { describeModel, MODELS, modelIn, placeOf, timeOf, withModel, type DemoModel } from './models';

/** The choice of a model among the settings; the address follows. */
export class ModelChoice {
  private readonly select = document.querySelector<HTMLSelectElement>('#model')!;
  private readonly hint = document.querySelector<HTMLElement>('#model-hint')!;
  /** Of the latest drafts that the model in use made. */
  private milliseconds = 0;

  /** @param onChange hears when another model is chosen */
  constructor(private readonly onChange: () => void) {
    for (const model of MODELS) this.select.add(new Option(describeModel(model), model.id));
    if (!this.used) this.select.add(new Option('the one in the address', '', true, true));
    else this.select.value = this.used.id;
    this.select.addEventListener('change', () => void this.choose());
    document.body.addEventListener('superposed-suggest', ({ detail: { done, drafts, milliseconds } }) => {
      if (!done || drafts.every(({ source }) => source !== 'model')) return;
      this.milliseconds = milliseconds;
      this.tell(this.used);
    });
    this.tell(this.used);
  }

  private get used(): DemoModel | undefined {
    return modelIn(new URLSearchParams(location.search));
  }

  private async choose(): Promise<void> {
    const wanted = MODELS.find(({ id }) => id === this.select.value);
    if (!wanted || wanted === this.used) {
      this.tell(this.used);
      return;
    }
    const there = await fetch(placeOf(wanted), { method: 'HEAD' }).catch(() => undefined);
    // Another was chosen meanwhile.
    if (this.select.value !== wanted.id) return;
    // Some hosts answer with a page where there is no file.
    if (!there?.ok || there.headers.get('Content-Type')?.startsWith('text/html')) {
      this.tell(wanted, `This site doesn’t have it: npx superposed fetch-model ${wanted.id} gets it.`);
      return;
    }
    const before = this.used;
    const query = String(withModel(new URLSearchParams(location.search), wanted));
    history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    this.milliseconds *= before ? wanted.work / before.work : 0;
    this.tell(wanted);
    this.onChange();
  }

  private tell(model: DemoModel | undefined, problem = ''): void {
    if (!model) return;
    const { used = model } = this;
    const notice = model.notice === undefined ? '' : `${model.notice}.`;
    this.hint.textContent = [problem || timeOf(model, used, this.milliseconds), notice].join(' ').trim();
  }
}
