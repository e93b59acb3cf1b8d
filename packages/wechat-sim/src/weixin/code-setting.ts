import type { Database } from "../database.ts";

function read(database: Database, name: string): string | undefined {
  return database.row<{ value: string }>("select value from setting where name = ?", name)?.value;
}

function write(database: Database, name: string, value: string): void {
  database.run(
    "insert into setting values (?, ?) on conflict (name) do update set value = excluded.value",
    name,
    value,
  );
}

/** Pages of the released mini program, or null where any page counts as released. */
export function releasedPages(database: Database): string[] | null {
  return JSON.parse(read(database, "code_pages") ?? "null") as string[] | null;
}

/**
 * Sets what `releasedPages` returns.
 * @throws RangeError unless null or a list of paths without a leading slash
 */
export function setReleasedPages(database: Database, pages: readonly string[] | null): void {
  const good = pages === null || (Array.isArray(pages) && pages.every((page) => /^[\w-][\w/-]*$/.test(page)));
  if (!good) throw new RangeError("pages are null or a list such as catalog/product/index");
  write(database, "code_pages", JSON.stringify(pages));
}

/** Where the shop's browser version stands, e.g. http://127.0.0.1:8080; undefined until set. */
export function publicUrl(database: Database): string | undefined {
  return read(database, "public_url");
}

/**
 * Sets what `publicUrl` returns; codes drawn from then on lead there.
 * @throws RangeError unless an http(s) address without path
 */
export function setPublicUrl(database: Database, url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.href !== `${parsed.origin}/`)
    throw new RangeError("a public address is http(s)://host[:port]");
  write(database, "public_url", parsed.origin);
}
