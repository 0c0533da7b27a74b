/** Weight of the penalty on large weights, as a share of what a column's squares sum up to on average. */
const RIDGE = 5e-4;

/**
 * Fits targets as a weighted sum of columns and a constant, by least squares with a ridge.
 * @param columns of a row
 * @param samples a row, [columns], and its target each; a row may be written over when the next one is asked for
 * @returns the fitted value of a row
 */
export function fitLinear(
  columns: number,
  samples: Iterable<readonly [row: Float32Array, target: number]>,
): (row: Float32Array) => number {
  const n = columns + 1;
  // The normal equations' lower half, row by row, and their right side; the constant's column is the last.
  const squares = new Float64Array(n * n);
  const right = new Float64Array(n);
  const x = new Float64Array(n).fill(1);
  for (const [row, target] of samples) {
    x.set(row.subarray(0, columns));
    for (let i = 0; i < n; i++) {
      const xi = x[i]!;
      right[i]! += xi * target;
      for (let j = 0, at = i * n; j <= i; j++, at++) squares[at]! += xi * x[j]!;
    }
  }
  let diagonal = 0;
  for (let i = 0; i < columns; i++) diagonal += squares[i * n + i]! / columns;
  for (let i = 0; i < n; i++) squares[i * n + i]! += RIDGE * diagonal + Number.MIN_VALUE;
  const weights = solve(squares, right);
  return (row) => {
    let sum = weights[columns]!;
    for (let i = 0; i < columns; i++) sum += weights[i]! * row[i]!;
    return sum;
  };
}

/** Solves A·x = b in place, by Cholesky's decomposition of A's lower half, [n × n]. A row without a pivot counts nothing. */
function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i === j) a[i * n + i] = sum > 0 ? Math.sqrt(sum) : Infinity;
      else a[i * n + j] = sum / a[j * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i * n + k]! * b[k]!;
    b[i]! /= a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k * n + i]! * b[k]!;
    b[i]! /= a[i * n + i]!;
  }
  return b;
}
