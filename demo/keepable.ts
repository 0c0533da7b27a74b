/**
 * Whether an answer is the file that was asked for, and may be kept until the next version: hosts answer with a page of
 * status 200 where a script is missing, log-in pages of networks too.
 * @param url without query
 */
export function isKeepable(
  url: string,
  response: Pick<Response, 'status' | 'redirected' | 'headers'>,
): boolean {
  const isPage = /(?:\/|\.html)$/.test(url);
  const sentPage = /^\s*(?:text\/html|application\/xhtml)/i.test(response.headers.get('Content-Type') ?? '');
  return response.status === 200 && !response.redirected && (isPage || !sentPage);
}

/** The address of a file: what comes after it names no other one. */
export const fileUrl = (url: string): string => url.replace(/[?#].*$/s, '');
