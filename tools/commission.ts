/**
 * `npm run -s commission < cases.jsonl`: computes the commission of one JSON object a line (docs/COMMISSION.md), one answer a
 * line, in order. Exit code 1 when a line was refused. Needs no shop and no database.
 */
import { once } from "node:events";
import { answerLine } from "./commission/answer.ts";
import { splitLines } from "./commission/split-lines.ts";

// Whoever reads may go before the end, as head does: then nobody wants the rest.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = 0;
for await (const lines of splitLines(process.stdin)) {
  let text = "";
  for (const line of lines) {
    const answer = answerLine(line);
    text += `${answer.text}\n`;
    if (!answer.ok) process.exitCode = 1;
  }
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}
