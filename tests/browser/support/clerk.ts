/** What staff do at the desk. */
import type { Page } from "playwright-core";

/** Signs in as one of the demo's staff by a tap. */
export async function enterConsole(page: Page, name: string): Promise<void> {
  await page.goto("/admin/login");
  await page.getByRole("button").filter({ hasText: name }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
}
