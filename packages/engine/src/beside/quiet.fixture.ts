import { Quiet } from './quiet';

/** Times between requests by a clock that waiting turns on: nobody waits in truth. */
export function quietInNoTime() {
  let time = 10_000;
  const quiet = new Quiet(
    () => time,
    (ms) => {
      time += ms;
      return new Promise((resolve) => setTimeout(resolve));
    },
  );
  return { quiet, time: () => time };
}
