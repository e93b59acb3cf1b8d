/** Reads Stryker's report (the schema of mutation-testing-elements). */

interface Place {
  line: number;
  /** From 1. */
  column: number;
}

interface Mutant {
  status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "CompileError" | "RuntimeError" | "Ignored";
  replacement: string;
  location: { start: Place; end: Place };
}

export interface StrykerReport {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

export interface Score {
  /** Inside packages/domain/src. */
  file: string;
  /** Noticed by a test, or the test never ended. */
  caught: number;
  total: number;
}

export interface Survivor {
  file: string;
  line: number;
  /** The line before and after, as the table of docs/PROOF.md has it. */
  change: string;
}

const SRC = "packages/domain/src/";

export function readScores({ files }: StrykerReport): Score[] {
  return Object.entries(files).map(([path, { mutants }]) => ({
    file: path.replace(SRC, ""),
    caught: mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length,
    total: mutants.filter(({ status }) => status !== "Ignored").length,
  }));
}

/** Breaks that no test noticed, in the order of files and lines. */
export function survivorsOf({ files }: StrykerReport): Survivor[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .sort((a, b) => a.location.start.line - b.location.start.line)
      .map(({ location, replacement }) => ({
        file: path.replace(SRC, ""),
        line: location.start.line,
        change: changeOf(source, location, replacement),
      })),
  );
}

/** `whole line` → `what replaced the part`, on one line and with pipes that a table can hold. */
function changeOf(source: string, { start, end }: Mutant["location"], replacement: string): string {
  const lines = source.split("\n");
  const [first = "", last = ""] = [lines[start.line - 1], lines[end.line - 1]];
  const before = lines.slice(start.line - 1, end.line).join(" ");
  const after = first.slice(0, start.column - 1) + replacement + last.slice(end.column - 1);
  return [before, after]
    .map((text) => `\`${text.replace(/\s+/g, " ").trim().replaceAll("|", "\\|")}\``)
    .join(" → ");
}
