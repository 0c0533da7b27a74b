import { html } from 'lit';
import type { Choice, Considered, Step } from '../lab/protocol';
import { inColourOf } from './draft-colour';
import { percent } from './numbers';
import { visible } from './tokens-view';

/** What the table did to the scores in a step. */
export function choicesView({ choices }: Step, selected: number) {
  const turned = choices.filter(({ alone, taken }) => alone !== undefined && alone !== taken[0]);
  const opening = choices.some(({ draft }) => draft < 0);
  const effect =
    turned.length === 0
      ? 'Here the table agrees with the model.'
      : `Here it turned ${turned.map(({ draft, alone, taken }) => `draft ${draft + 1} from “${alone!.trim()}” to “${taken[0]!.trim()}”`).join(', ')}.`;
  return html`<section class="panel">
    <h3>What the table of word sequences did</h3>
    <p>
      ${
        opening
          ? 'The drafts’ first words are the best by model and table together.'
          : html`Where the drafts share a row, the model says the same to each of them; the table knows which
            word follows which. ${effect}`
      }
    </p>
    <div class="choices">${choices.map((choice) => choiceTable(choice, selected))}</div>
  </section>`;
}

function choiceTable({ draft, considered, taken }: Choice, selected: number) {
  return html`<table .style=${inColourOf(Math.max(0, draft))}>
    <caption>
      ${draft < 0 ? 'All drafts' : `Draft ${draft + 1}`}, step ${selected + 1}
    </caption>
    <thead>
      <tr>
        <th scope="col">Token</th>
        <th scope="col">Model</th>
        <th scope="col">With table</th>
      </tr>
    </thead>
    <tbody>
      ${considered.map((each) => consideredRow(each, taken.includes(each.text)))}
    </tbody>
  </table>`;
}

function consideredRow({ text, model, together }: Considered, taken: boolean) {
  return html`<tr ?data-taken=${taken}>
    <th scope="row">${visible(text)}${taken ? html`<span class="unseen"> (taken)</span>` : ''}</th>
    <td>${share(model)}</td>
    <td>${share(together)}</td>
  </tr>`;
}

const share = (value: number) =>
  html`<span class="share" .style=${`--share: ${value}`}>${percent(value)}</span>`;
