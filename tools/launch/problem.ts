/** A failure whose message is meant for the person at the terminal: shown without a stack. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** Prints a failure the way its kind deserves and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof Problem) console.error(`\n✗ ${error.message}\n`);
  else console.error(error);
  return 1;
}
