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

/** Rows of text as one CSV file. */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return BOM + rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** Hands a text, or a file made elsewhere, to the browser as a file. */
export function saveFile(name: string, content: string | Blob): void {
  const blob =
    typeof content === "string" ? new Blob([content], { type: "text/csv;charset=utf-8" }) : content;
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
