import type { ListColumn } from "./definition.ts";

/** UTF-8 mark: without it Excel reads Chinese as another encoding. */
const BOM = "\uFEFF";

/** One cell: quoted, and never a formula (a nickname "=cmd…" must stay text when the file is opened). */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?[0-9.,]+$/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

export function csvOf<Row>(columns: readonly ListColumn<Row>[], rows: readonly Row[]): string {
  const written = columns.flatMap((column) =>
    column.csv ? [{ title: column.title, cell: column.csv }] : [],
  );
  const lines = rows.map((row) => written.map((column) => csvCell(column.cell(row))).join(","));
  return BOM + [written.map((column) => csvCell(column.title)).join(","), ...lines].join("\r\n");
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
