let asked = false;

/**
 * Asks the browser, once, not to throw away what was downloaded when disks fill up. Some ask the user: so only of those
 * who have taken a draft.
 */
export function keepFiles(): void {
  if (asked) return;
  asked = true;
  // Absent where the page is not secure. What it answers changes nothing here.
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  void storage?.persist?.().catch(() => undefined);
}
