/** What a sheet's words mean in this shop: categories by their path, freight templates and pictures by their name. */
import type { ConsoleCategory } from "@banyan/contract";
import type { FreightBook } from "@banyan/domain";

export interface Categories {
  idOf(path: string): string | { reason: string };
  pathOf(id: string): string;
}

/** A path goes from the first level down: "茶叶/普洱". A second-level name alone does where it is the only one. */
export function categoriesOf(tree: readonly ConsoleCategory[]): Categories {
  const paths = new Map<string, string>();
  const names = new Map<string, string[]>();
  const titles = new Map<string, string>();
  for (const root of tree) {
    paths.set(root.name, root.id);
    titles.set(root.id, root.name);
    for (const child of root.children) {
      const path = `${root.name}/${child.name}`;
      paths.set(path, child.id);
      titles.set(child.id, path);
      names.set(child.name, [...(names.get(child.name) ?? []), child.id]);
    }
  }
  return {
    idOf: (typed) => {
      const path = typed
        .normalize("NFKC")
        .replaceAll(/\s*[/>]\s*/g, "/")
        .trim();
      const found = paths.get(path) ?? paths.get(typed);
      if (found !== undefined) return found;
      const named = names.get(typed) ?? [];
      if (named.length > 1) return { reason: `有 ${named.length} 个分类叫“${typed}”，请写完整路径` };
      return named[0] ?? { reason: `没有“${typed}”这个分类，请先在「分类」里新建` };
    },
    pathOf: (id) => titles.get(id) ?? "",
  };
}

export interface Freights {
  /** null: the default one, whichever that is. */
  idOf(name: string): string | null | { reason: string };
  nameOf(id: string | null): string;
}

/** Names of templates are told apart as they are written. */
export function freightsOf({ templates }: FreightBook): Freights {
  return {
    idOf: (name) => {
      if (name === "") return null;
      const found = templates.find((one) => one.name === name);
      return found?.id ?? { reason: `没有“${name}”这个运费模板，请先在「运费模板」里新建` };
    },
    nameOf: (id) => templates.find((one) => one.id === id)?.name ?? "",
  };
}

export interface NamedPicture {
  name: string;
  url: string | null;
  reason: string;
}

/** @returns address, or why there is none */
export function picturesOf(named: readonly NamedPicture[]): (name: string) => string | { reason: string } {
  const known = new Map(named.map((one) => [one.name, one]));
  return (name) => {
    if (/^\/media\/[0-9a-f]{64}(?:-[0-9]{1,5})?\.webp$/.test(name)) return name;
    const found = known.get(name);
    if (!found) return { reason: `压缩包里没有图片“${name}”` };
    return found.url ?? { reason: `图片“${name}”：${found.reason || "不能使用"}` };
  };
}
