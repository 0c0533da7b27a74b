/** Weights of a logistic regression: the log odds are intercept + Σ weights[i] · features[i]. */
export interface Logistic {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** Keeps the system solvable where a feature is constant; far below what the data say of any other. */
const RIDGE = 1e-6;
const ROUNDS = 50;

/** The probability that the outcome is true. */
export function predict({ intercept, weights }: Logistic, features: readonly number[]): number {
  const logOdds = weights.reduce((sum, weight, i) => sum + weight * features[i]!, intercept);
  return 1 / (1 + Math.exp(-logOdds));
}

/**
 * Maximum likelihood by Newton's method (iteratively reweighted least squares).
 * @param rows features of each sample, all of one length, at least one sample
 * @param outcomes one a row
 * @param ridge half the square of each weight costs so many samples' log likelihood; the intercept is free above the usual
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  ridge = RIDGE,
): Logistic {
  const inputs = rows.map((row) => [1, ...row]);
  const size = inputs[0]!.length;
  let all = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const cost = (i: number): number => (i === 0 ? RIDGE : ridge);
    const gradient = all.map((value, i) => -cost(i) * value);
    const hessian = all.map((_, i) => all.map((__, j) => (i === j ? cost(i) : 0)));
    inputs.forEach((input, n) => {
      const p = predict({ intercept: 0, weights: all }, input);
      for (let i = 0; i < size; i++) {
        gradient[i]! += (Number(outcomes[n]) - p) * input[i]!;
        for (let j = 0; j < size; j++) hessian[i]![j]! += p * (1 - p) * input[i]! * input[j]!;
      }
    });
    const step = solve(hessian, gradient);
    all = all.map((value, i) => value + step[i]!);
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const [intercept = 0, ...weights] = all;
  return { intercept, weights };
}

/** x of A·x = b by elimination with pivots. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]!]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows.slice(i).reduce((best, row) => (Math.abs(row[i]!) > Math.abs(best[i]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(i, 0, pivot);
    rows.forEach((row, other) => {
      if (other === i) return;
      const factor = row[i]! / pivot[i]!;
      for (let j = i; j < row.length; j++) row[j]! -= factor * pivot[j]!;
    });
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
