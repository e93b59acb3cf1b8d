/**
 * Pictures that nobody needs any more because whoever showed them has gone or took them back. The same picture may be somebody else's too,
 * since files are named by their content: it goes a day later, and only if no row names it then.
 */
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import type { Services } from "../services.ts";
import { deleteMedia, keepWanted, lockLeft, markLeft, selectLeft, selectNamed } from "./store.ts";

const PICTURE = /^\/media\/([0-9a-f]{64})\.webp$/;
const SWEEP = 200;

/** @param urls of pictures that a row named until now; others are passed over */
export async function leavePictures(query: Kysely<Tables>, urls: readonly (string | null)[]): Promise<void> {
  const left = hashesOf(urls);
  if (left.length > 0) await markLeft(query, left);
}

/** Before `urls` are written into a row: from now on they stay, if they are there. */
export async function wantPictures(query: Kysely<Tables>, urls: readonly (string | null)[]): Promise<void> {
  const wanted = hashesOf(urls);
  if (wanted.length > 0) await keepWanted(query, wanted);
}

/**
 * Rows are held while their files go: somebody who uploads or names such a picture meanwhile waits, and then finds that it is not there.
 * @returns whether there may be more
 */
export async function sweepLeft(services: Services): Promise<boolean> {
  const { query, transact } = services.database;
  const due = await selectLeft(query, SWEEP);
  if (due.length === 0) return false;
  await transact(async (tx) => {
    const left = await lockLeft(tx, due);
    const named = await selectNamed(tx, left);
    const gone = left.filter((sha256) => !named.includes(sha256));
    await keepWanted(tx, named);
    await services.media.remove(gone);
    await deleteMedia(tx, gone);
  });
  return due.length === SWEEP;
}

function hashesOf(urls: readonly (string | null)[]): string[] {
  return [...new Set(urls.flatMap((url) => PICTURE.exec(url ?? "")?.[1] ?? []))];
}
