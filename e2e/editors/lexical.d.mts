import type { Mount } from './mounted';

export declare const lexical: Mount;
