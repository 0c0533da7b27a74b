import { Field } from '../src/wasm/kernel-fields';
import { int } from './memory';
import { runTile } from './operations';

// One thread leads: it cuts a job into tiles and takes tiles itself until none is left, so that a helper which is
// late, or never comes, costs nothing but its help. A tile's number is a ticket; tickets only ever count up, so one
// that was read for an older job can't be taken by mistake. Addresses are 64 bytes apart, each in a cache line.
const SEQUENCE: usize = 1024;
const SLEEPERS: usize = 1088;
const NEXT: usize = 1152;
const DONE: usize = 1216;
/** The last eight jobs, 64 bytes each: first ticket, tiles, operation, two arguments. */
const JOBS: usize = 2048;

/** Looks at the sequence before a helper goes to sleep: some 30 µs, more than what lies between two jobs of a pass. */
const SPINS = 20000;
/** Looks at what is done before the leader lets go of its core, for as many nanoseconds. */
const PATIENCE = 20000;
const NAP: i64 = 50000;

/** Only the leader's is used: each thread has globals of its own. */
let ended: i32 = 0;

/** Runs all tiles of a job; returns when all are done. */
export function run(operation: i32, count: i32, a: usize, b: usize): void {
  if (count == 1 || int(Field.Helpers) == 0) {
    for (let tile = 0; tile < count; tile++) runTile(operation, tile, a, b, 0);
    return;
  }
  const sequence = atomic.load<i32>(SEQUENCE) + 1;
  const job = jobAt(sequence);
  atomic.store<i32>(job + 4, count);
  atomic.store<i32>(job + 8, operation);
  atomic.store<i32>(job + 12, a);
  atomic.store<i32>(job + 16, b);
  atomic.store<i32>(job, ended);
  ended += count;
  atomic.store<i32>(SEQUENCE, sequence);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(SEQUENCE, -1);
  takeTiles(job, 0);
  let spins = 0;
  for (let done = atomic.load<i32>(DONE); done != ended; done = atomic.load<i32>(DONE)) {
    if (++spins > PATIENCE && int(Field.MayWait)) atomic.wait<i32>(DONE, done, NAP);
  }
}

/** A helper's life: waits for jobs and takes tiles of each, until its worker is ended. */
export function serve(thread: i32): void {
  let seen = 0;
  for (;;) {
    let sequence = atomic.load<i32>(SEQUENCE);
    for (let spins = 0; sequence == seen; sequence = atomic.load<i32>(SEQUENCE)) {
      if (++spins < SPINS) continue;
      atomic.add<i32>(SLEEPERS, 1);
      atomic.wait<i32>(SEQUENCE, seen, -1);
      atomic.sub<i32>(SLEEPERS, 1);
      spins = 0;
    }
    seen = sequence;
    if (thread <= int(Field.Helpers)) takeTiles(jobAt(sequence), thread);
  }
}

function jobAt(sequence: i32): usize {
  return JOBS + ((sequence & 7) << 6);
}

function takeTiles(job: usize, thread: i32): void {
  const first = atomic.load<i32>(job);
  const count = atomic.load<i32>(job + 4);
  const operation = atomic.load<i32>(job + 8);
  const a: usize = atomic.load<i32>(job + 12);
  const b: usize = atomic.load<i32>(job + 16);
  for (;;) {
    const ticket = atomic.load<i32>(NEXT);
    if (<u32>(ticket - first) >= <u32>count) return;
    if (atomic.cmpxchg<i32>(NEXT, ticket, ticket + 1) != ticket) continue;
    runTile(operation, ticket - first, a, b, thread);
    atomic.add<i32>(DONE, 1);
  }
}
