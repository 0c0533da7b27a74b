import { expect, it } from 'vitest';
import { rowsIn, useFolder, windowsIn } from '../testing.fixture';

const path = useFolder();

it('has a row for each token and each end, with what follows and the input', async () => {
  await windowsIn(path('small'), [[5, 6, 7], [], [8]], 3, 4);
  expect(await rowsIn(path('small'))).toEqual(
    [
      [5, 6, 7, 4],
      [6, 7, -1, 4],
      [7, -1, -1, 4],
      [-1, -1, 8, 4],
      [-1, 8, -1, 4],
      [8, -1, -1, 4],
      [-1, -1, -1, 4],
    ].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!),
  );
});

it('takes more rows than DuckDB takes at once', async () => {
  const long = Array.from({ length: 5000 }, (_, i) => i);
  await windowsIn(path('long'), [long], 2);
  const rows = await rowsIn(path('long'));
  expect(rows).toHaveLength(5001);
  expect(rows.slice(1, 5000)).toEqual(long.slice(0, -1).map((id) => [id, id + 1, 0]));
});

it('writes a file without any document', async () => {
  await windowsIn(path('none'), [], 6);
  expect(await rowsIn(path('none'))).toEqual([]);
});
