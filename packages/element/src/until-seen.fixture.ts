/** Runs in a page: ends when a person can have seen what is on show. On a busy machine frames are late. */
export async function untilSeen(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve, 250));
}
