import { describeError } from '../protocol/errors';

/** Why a page could not start the worker, and what it has to allow. */
export function workerBlockedMessage(error: unknown): string {
  const { message } = describeError(error);
  return (
    `The browser does not let this page start the suggestion worker (${message}). A page from a file, ` +
    'or without an origin, can start none; a sandboxed frame needs allow-same-origin; a content security policy has to ' +
    "allow worker-src 'self', with files from another origin worker-src blob: and script-src of that origin; with Trusted Types the policy superposed-complete."
  );
}
