import { describeError } from '../protocol/errors';

/** Why a page could not start the worker, and what it has to allow. */
export function workerBlockedMessage(error: unknown): string {
  const { message } = describeError(error);
  return (
    `The browser does not let this page start the suggestion worker (${message}). The element's files have to come ` +
    "from the page's own origin; a sandboxed frame needs allow-same-origin; a content security policy has to allow " +
    "worker-src 'self', and with Trusted Types the policy superposed-complete."
  );
}
