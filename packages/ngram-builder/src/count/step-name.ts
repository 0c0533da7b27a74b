import { createHash } from 'node:crypto';

/** Names what a step was made from, so that a later run takes only results that are its own: 16 hex digits. */
export function nameOf(...from: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(from)).digest('hex').slice(0, 16);
}
