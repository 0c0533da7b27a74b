/** What is known of the line; Chromium tells, other browsers don't. */
export interface NetworkInformation {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/** Whether a large download may cost the user money or a long wait. Where the browser does not say, it does not. */
export function isCostly(
  connection: NetworkInformation | undefined = (navigator as { connection?: NetworkInformation }).connection,
): boolean {
  if (!connection) return false;
  const { saveData = false, effectiveType = '4g', type } = connection;
  return saveData || effectiveType !== '4g' || type === 'cellular';
}

export type Answer = 'download' | 'not-now';

const KEY = 'superposed-download';

/** What the user answered on an earlier visit to this site; null: never asked, or nothing can be kept here. */
export function rememberedAnswer(): Answer | null {
  try {
    const answer = localStorage.getItem(KEY);
    return answer === 'download' || answer === 'not-now' ? answer : null;
  } catch {
    return null;
  }
}

/** Keeps the answer for this site where the browser lets it. */
export function rememberAnswer(answer: Answer): void {
  try {
    localStorage.setItem(KEY, answer);
  } catch {
    // Blocked storage: the user is asked again on the next visit.
  }
}
