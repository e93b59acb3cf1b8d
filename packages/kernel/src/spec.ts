/** How the values that tell one SKU of a product from another are written: on a phone and in the console alike. */

const BETWEEN = " · ";

/** ["经典玫瑰", "6 枚"] → "经典玫瑰 · 6 枚"; "" for a product of one kind. `more` stands after it: "经典玫瑰 · 6 枚 · 共 2 件". */
export function specText(spec: readonly string[], ...more: readonly string[]): string {
  return [...spec, ...more].filter((part) => part !== "").join(BETWEEN);
}

/** A product and its spec in one line: "现烤玫瑰鲜花饼 经典玫瑰 · 6 枚". */
export function goodsText(name: string, spec: readonly string[]): string {
  return spec.length === 0 ? name : `${name} ${specText(spec)}`;
}
