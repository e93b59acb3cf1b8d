/**
 * A statement as a file. Head and lines are read in one snapshot, so they agree; sheets go through a temporary file, so neither many
 * lines nor a slow reader hold memory or a connection.
 */
import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Worker } from "node:worker_threads";
import type { Statement, StatementFormat } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { type Cell, contentOf, LINE_HEAD, lineCells, type StatementContent } from "./content.ts";
import { BOM, csvRow } from "./csv.ts";
import { consoleLineOf, lineOf, linesAfter } from "./lines.ts";
import type { PaperLines } from "./pdf.ts";
import { statementOf } from "./read.ts";
import { checkedRows, type Tally, tallyOf } from "./tally.ts";
import { type Row, writeXlsx } from "./xlsx.ts";

interface Wanted {
  month: string;
  format: StatementFormat;
  /** Whether other people's order numbers are shown in full. */
  view: "promoter" | "console";
}

/** A page of lines on their way into a file. */
const BATCH = 2000;
/** Excel ends at 1,048,576 rows. */
const SHEET_LINES = 1_000_000;
const PAPER_LINES = 300;
/** Temporary folders begin so, then the process. */
export const FOLDER = "banyan-statement-";
const TYPES: Record<StatementFormat, string> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** So many are made at once, and so many may wait for them: at the turn of a month everybody comes. */
const [AT_ONCE, WAITING] = [2, 40];
let running = 0;
const queue: (() => void)[] = [];

/** @throws Refusal promoter_needed, not_found (no such month), busy */
export async function statementFile(context: Context, ownerId: bigint, wanted: Wanted): Promise<File> {
  if (queue.length >= WAITING) refuse("busy");
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => queue.push(resolve));
  try {
    return await make(context, ownerId, wanted);
  } finally {
    // Whoever waits takes over the place.
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}

async function make(context: Context, ownerId: bigint, wanted: Wanted): Promise<File> {
  const { services, response } = context;
  const { name: shop } = await services.settings.get("shop");
  const job = { ownerId, wanted, shop };
  if (wanted.format === "pdf") return named(await paper(services, job), job);
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const gone = () => void rm(folder, { recursive: true, force: true });
  response.once("close", gone);
  try {
    // Left while others were served: nothing will close any more.
    if (response.destroyed) refuse("busy");
    const path = join(folder, "statement");
    await snapshot(services, (tx) => (wanted.format === "xlsx" ? sheet(tx, path, job) : text(tx, path, job)));
    return named(await openAsBlob(path), job);
  } catch (error) {
    gone();
    // Whoever left took the folder along: no fault of ours, and nobody hears the answer.
    if (response.destroyed) refuse("busy");
    throw error;
  }
}

interface Job {
  ownerId: bigint;
  wanted: Wanted;
  shop: string;
}

function named(content: Blob | Buffer, { ownerId, wanted }: Job): File {
  const name = `statement-${ownerId}-${wanted.month}.${wanted.format}`;
  const part = content instanceof Blob ? content : new Uint8Array(content);
  return new File([part], name, { type: TYPES[wanted.format] });
}

function headOf(tx: Tx, { ownerId, wanted }: Job): Promise<Statement> {
  return statementOf(tx, ownerId, wanted.month, wanted.view === "console" ? "not_found" : "promoter_needed");
}

/** Everything that is read in `work` is as of one moment. */
function snapshot<T>(services: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
  return services.database.query
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(work);
}

async function* cellsOf(tx: Tx, job: Job, tally: Tally): AsyncGenerator<Cell[]> {
  const { ownerId, wanted } = job;
  const toLine = wanted.view === "console" ? consoleLineOf : lineOf;
  let after: { atUs: bigint; key: string } | null = null;
  for (;;) {
    const rows = await linesAfter(tx, ownerId, wanted.month, after, BATCH);
    for (const row of rows) {
      tally.add(row);
      yield lineCells(toLine(row, ownerId));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = { atUs: last.at_us, key: last.key };
  }
}

async function sheet(tx: Tx, path: string, job: Job): Promise<void> {
  const statement = await headOf(tx, job);
  const file = await open(path, "w");
  try {
    await writeXlsx(file, [
      {
        name: "对账单",
        widths: [16, 18, 18, 14, 16],
        rows: headRows(contentOf(statement, job.ownerId, job.shop)),
      },
      { name: "明细", widths: [18, 12, 34, 30, 12, 12, 14], rows: lineRows(tx, job, statement) },
    ]);
  } finally {
    await file.close();
  }
}

function headRows(content: StatementContent): Row[] {
  return [
    { cells: [content.shop] },
    { cells: [content.title], strong: true },
    ...content.facts.map(([label, text]) => ({ cells: [label, text] })),
    ...content.tables.flatMap((table): Row[] => [
      { cells: [] },
      { cells: [table.title], strong: true },
      { cells: table.head, strong: true },
      ...table.rows.map((cells) => ({ cells })),
    ]),
    { cells: [] },
    { cells: [content.check] },
    { cells: [content.note] },
  ];
}

async function* lineRows(tx: Tx, job: Job, statement: Statement): AsyncGenerator<Row> {
  yield { cells: LINE_HEAD, strong: true };
  yield* checkedRows(statement, SHEET_LINES, (tally) => cellsOf(tx, job, tally));
}

async function text(tx: Tx, path: string, job: Job): Promise<void> {
  await headOf(tx, job);
  async function* parts() {
    yield BOM + csvRow(LINE_HEAD);
    for await (const cells of cellsOf(tx, job, tallyOf())) yield csvRow(cells);
  }
  await pipeline(Readable.from(parts()), createWriteStream(path));
}

async function paper(services: Services, job: Job): Promise<Buffer> {
  const { ownerId, wanted, shop } = job;
  const [statement, rows] = await snapshot(
    services,
    async (tx) =>
      [await headOf(tx, job), await linesAfter(tx, ownerId, wanted.month, null, PAPER_LINES)] as const,
  );
  const toLine = wanted.view === "console" ? consoleLineOf : lineOf;
  const lines: PaperLines = {
    head: LINE_HEAD,
    rows: rows.map((row) => lineCells(toLine(row, ownerId))),
    total: statement.lines,
  };
  return drawnApart(contentOf(statement, ownerId, shop), lines);
}

/** In a thread of its own: half a second of drawing must not hold up everybody's requests. */
function drawnApart(content: StatementContent, lines: PaperLines): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pdf-thread.ts", import.meta.url), {
      workerData: { content, lines },
    });
    worker.once("message", (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the drawing thread ended without a page")));
  });
}
