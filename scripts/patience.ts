import { vi } from 'vitest';

/** Milliseconds, where a test names none: Vitest's own second is short for a browser on a busy machine. */
const PATIENCE = 60_000;

const { waitFor } = vi;
vi.waitFor = (callback, options = PATIENCE) => waitFor(callback, options);
