import { Field } from '../src/wasm/kernel-fields';
import { attendTile, rotateTile } from './attention';
import { embedTile } from './embed';
import { addTile, branchTile, projectTile, unitTile } from './linear';
import { int } from './memory';
import { addBranchTile, normalise } from './quantise';
import { finishTile, headTile, scoredAtOnce } from './score';

// What a job of the team can be: the leader names an operation, and each thread runs its tiles.
export enum Operation {
  Embed,
  Normalise,
  Project,
  Rotate,
  Attend,
  Add,
  Branch,
  AddBranch,
  Units,
  NormaliseScored,
  Head,
  Finish,
}

export function runTile(operation: i32, tile: i32, a: usize, b: usize, thread: i32): void {
  switch (operation) {
    case Operation.Embed:
      return embedTile(tile);
    case Operation.Normalise:
      return normalise(tile, tile, int(Field.Rows), a, thread);
    case Operation.Project:
      return projectTile(tile, a, thread);
    case Operation.Rotate:
      return rotateTile(tile, <i32>a);
    case Operation.Attend:
      return attendTile(tile, <i32>a, thread);
    case Operation.Add:
      return addTile(tile, a, b, thread);
    case Operation.Branch:
      return branchTile(tile, a, b, thread);
    case Operation.AddBranch:
      return addBranchTile(tile, a);
    case Operation.Units:
      return unitTile(tile, a, thread);
    case Operation.NormaliseScored:
      return normalise(
        load<i32>(int(Field.Scored) + (<i32>b + tile) * 4),
        tile,
        scoredAtOnce(<i32>b),
        a,
        thread,
      );
    case Operation.Head:
      return headTile(tile, <i32>a, thread);
    case Operation.Finish:
      return finishTile(tile, <i32>a);
  }
}
