import type { ChildProcessByStdio, SpawnSyncReturns, StdioOptions } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

type Environment = Record<string, string | undefined>;

export interface ProgramOptions {
  /** Where the program runs; by default a folder of our own, and never where the user happens to stand. */
  readonly cwd?: string;
  /** What `programEnvironment` is made of; by default the process's. */
  readonly env?: Environment;
  readonly stdio?: StdioOptions;
  /** Ends the program. */
  readonly signal?: AbortSignal;
  /** Whether it leads a group of its own, so that it can be ended with all that it starts. */
  readonly detached?: boolean;
  /** Milliseconds until it is ended. */
  readonly timeout?: number;
  /** Most bytes that it may write, where they are collected. */
  readonly maxBuffer?: number;
}

/**
 * An environment in which a program runs only its own code. Left out: variables that load code or set options
 * (PYTHON*, NODE_OPTIONS, LD_PRELOAD, BASH_ENV and their like), settings of pip and npm except where packages come from,
 * and entries of PATH that are relative or of npm's.
 */
export function programEnvironment(env?: Environment, platform?: string): Record<string, string>;

/** The folders of the PATH that programs are taken from: absolute ones, in order. */
export function programFolders(env?: Environment, platform?: string): string[];

/**
 * The absolute path of a program, looked for in `programFolders`; a name with a '/' is a path already.
 * @returns undefined if there is none
 */
export function findProgram(name: string, env?: Environment, platform?: string): string | undefined;

/**
 * Starts a program by its absolute path, in a folder of our own, in a `programEnvironment`. All programs are started here
 * or by `runProgram`: by a bare name or in the user's folder, a file that lies there could run instead.
 * @param command the program and its arguments
 * @throws an Error with the code ENOENT: it is not on the PATH
 */
export function startProgram(
  command: readonly string[],
  options?: ProgramOptions,
): ChildProcessByStdio<Writable | null, Readable, Readable>;

/** The same, and waits for its end. @throws an Error with the code ENOENT: it is not on the PATH */
export function runProgram(command: readonly string[], options?: ProgramOptions): SpawnSyncReturns<string>;
