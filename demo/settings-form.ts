import { changed, readSettings, writeSettings, type DemoSettings } from './settings';

type Control = HTMLInputElement | HTMLSelectElement;

const isCheckbox = (control: Control): control is HTMLInputElement => control.type === 'checkbox';

/** The settings and their form; the address follows. */
export class SettingsForm {
  settings: DemoSettings;
  private readonly root = document.querySelector<HTMLElement>('.settings')!;

  /** @param onChange hears of each change that can be used */
  constructor(private readonly onChange: () => void) {
    const { settings, problems } = readSettings(new URLSearchParams(location.search));
    this.settings = settings;
    document.querySelector('.problems')!.textContent = problems.join('\n');
    this.show();
    this.root.addEventListener('change', ({ target }) => this.change(target as Control));
    this.root.addEventListener('input', ({ target }) => this.showShare(target as Control));
    const button = this.root.querySelector('[data-copy]')!;
    button.addEventListener('click', () => void this.copy(button.parentElement!.querySelector('output')!));
  }

  private show(): void {
    for (const [name, value] of Object.entries(this.settings)) {
      const control = this.root.querySelector<Control>(`#${name}`)!;
      if (isCheckbox(control)) control.checked = Boolean(value);
      else control.value = String(value);
      this.addOther(control, String(value));
      this.showShare(control);
    }
  }

  /** A value that an address may have, but none of the choices. */
  private addOther(control: Control, value: string): void {
    if (!(control instanceof HTMLSelectElement) || control.value === value) return;
    control.add(new Option(value, value, true, true));
  }

  private showShare({ id, value }: Control): void {
    const output = this.root.querySelector<HTMLOutputElement>(`output[for='${id}']`);
    if (output) output.value = `${Math.round(Number(value) * 100)}% confidence`;
  }

  private change(control: Control): void {
    // The model is chosen elsewhere.
    if (!(control.id in this.settings)) return;
    const value = isCheckbox(control) ? String(control.checked) : control.value;
    const settings = changed(this.settings, control.id, value);
    control.setAttribute('aria-invalid', String(!settings));
    if (!settings) return;
    this.settings = settings;
    const query = String(writeSettings(new URLSearchParams(location.search), settings));
    history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    this.onChange();
  }

  private async copy(output: HTMLOutputElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      output.value = 'Copied.';
    } catch {
      output.value = `Your browser did not allow it; here it is: ${location.href}`;
    }
  }
}
