import { strings } from './strings';
import type { State } from './state';

/** What the live region says: nothing until the drafts are complete. */
export function announcement({ offers, done }: State): string {
  const [best] = offers;
  return best && done ? strings.announcement(offers.length, best.text.trim()) : '';
}
