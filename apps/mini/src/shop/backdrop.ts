import { shopInfo } from "./shop-info.ts";

/** Writes the shop's name beside the column on a wide screen (index.html); a page without it is no worse. */
export async function nameBackdrop(): Promise<void> {
  try {
    const { name, slogan } = await shopInfo();
    write("backdrop-name", name);
    write("backdrop-slogan", slogan);
  } catch {
    write("backdrop-name", "");
  }
}

function write(id: string, text: string): void {
  const element = document.getElementById(id);
  if (element !== null) element.textContent = text;
}
