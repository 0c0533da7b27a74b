import { html } from 'lit';
import type { Step } from '../lab/protocol';
import { inColourOf } from './draft-colour';

/** A token with its spaces to be seen. */
export const visible = (token: string): string => token.replace(/^ /, '␣').replaceAll('\n', '↵');

/** Each draft as a row of tokens; those after the chosen step are faint. */
export function tokensView(steps: readonly Step[], selected: number) {
  const { drafts } = steps.at(-1)!;
  const now = steps[selected]!.drafts;
  return html`<section class="panel">
    <h3>The drafts, token by token</h3>
    <p>
      Each draft opens with another word. A token is a word or a piece of one; ␣ stands for the space before
      it.
    </p>
    <ol class="token-rows">
      ${drafts.map(
        ({ tokens }, row) =>
          html`<li .style=${inColourOf(row)}>
            ${tokens.map((token, i) => {
              const place = i > selected ? 'later' : i === selected ? 'newest' : 'past';
              return html`<span class="token" data-place=${place}>${visible(token)}</span>`;
            })}
            ${now[row]?.ended ? html`<small>ended</small>` : ''}
          </li>`,
      )}
    </ol>
  </section>`;
}
