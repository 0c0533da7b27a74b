import type { Mount } from '../editors/mounted';

export declare const svelte: Mount;
