import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { describe, expect, it } from 'vitest';
import './index';

describe('on a server', () => {
  it('renders the field inside and a shadow root, and starts nothing', () => {
    const page = collectResultSync(
      render(
        html`<superposed-complete k="2" bar="above"><textarea name="text"></textarea></superposed-complete>`,
      ),
    );
    expect(page).toContain('<textarea name="text"></textarea>');
    expect(page).toContain('<template shadowroot="open" shadowrootmode="open">');
    expect(page).toContain('part="bar"');
  });

  it('renders a disabled element without a bar', () => {
    const page = collectResultSync(
      render(html`<superposed-complete disabled><textarea></textarea></superposed-complete>`),
    );
    expect(page).not.toContain('part="bar"');
  });
});
