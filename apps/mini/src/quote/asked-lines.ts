/** "12x2,13x1" of the page's address → lines. What cannot be read is left out. */
export function askedLines(text: string): { sku_id: string; quantity: number }[] {
  const seen = new Set<string>();
  return text.split(",").flatMap((pair) => {
    const [, skuId, quantity] = /^([1-9]\d{0,17})x([1-9]\d{0,2})$/.exec(pair) ?? [];
    if (skuId === undefined || quantity === undefined || seen.has(skuId)) return [];
    seen.add(skuId);
    return [{ sku_id: skuId, quantity: Number(quantity) }];
  });
}
