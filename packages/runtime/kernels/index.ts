// A decoder on WebAssembly SIMD. Memory is laid out by the caller (src/wasm/kernel-layout.ts).
import { FEW_ROWS, Field, LAYER_BYTES, LayerField, SCORED_AT_ONCE } from '../src/wasm/kernel-fields';
import { attendTiles } from './attention';
import { tiles } from './linear';
import { int } from './memory';
import { Operation, runTile } from './operations';
import { headTiles, scoredAtOnce } from './score';
import { keepScored } from './scored-rows';
import { run } from './team';

export { pack } from './pack';
export { serve } from './team';

function runRows(operation: i32, a: usize, b: usize): void {
  const rows = int(Field.Rows);
  if (rows > FEW_ROWS) run(operation, rows, a, b);
  else for (let row = 0; row < rows; row++) runTile(operation, row, a, b, 0);
}

/** Runs the chunk of rows that the fields describe. */
export function decode(): void {
  runRows(Operation.Embed, 0, 0);
  const layers = int(Field.Layers);
  for (let i = 0; i < layers; i++) {
    const layer: usize = int(Field.LayerTable) + i * LAYER_BYTES;
    const projections = tiles(layer + LayerField.Query) + 2 * tiles(layer + LayerField.Key);
    runRows(Operation.Normalise, load<i32>(layer + LayerField.AttentionNorm), 0);
    run(Operation.Project, projections, layer, 0);
    runRows(Operation.Rotate, i, 0);
    if (i == layers - 1) keepScored();
    run(Operation.Attend, attendTiles(), i, 0);
    add(layer + LayerField.Output, int(Field.Input), layer + LayerField.AttentionBranchNorm);
    runRows(Operation.Normalise, load<i32>(layer + LayerField.FeedForwardNorm), 0);
    run(Operation.Units, tiles(layer + LayerField.Gate), layer, 0);
    add(layer + LayerField.Down, int(Field.Units), layer + LayerField.FeedForwardBranchNorm);
  }
  scoreRows();
}

/** Adds a product to the residual stream, normed where the table has gains for it. */
function add(matrix: usize, x: usize, branchNorm: usize): void {
  const gains: usize = load<i32>(branchNorm);
  run(gains ? Operation.Branch : Operation.Add, tiles(matrix), matrix, x);
  if (gains) runRows(Operation.AddBranch, gains, 0);
}

function scoreRows(): void {
  const count = int(Field.ScoredCount);
  for (let first = 0; first < count; first += SCORED_AT_ONCE) {
    const rows = scoredAtOnce(first);
    for (let row = 0; row < rows; row++) {
      runTile(Operation.NormaliseScored, row, int(Field.OutputNorm), first, 0);
    }
    run(Operation.Head, headTiles(), rows, 0);
    run(Operation.Finish, rows, first, 0);
  }
}
