import type { ShownLink } from "@banyan/contract";
import { go, goList, goProduct } from "@/navigation.ts";

/** Opens what a link leads to; what this version does not know does nothing. */
export function follow(link: ShownLink | null): void {
  if (link === null) return;
  switch (link.to) {
    case "product":
      return goProduct(link.id ?? "");
    case "category":
      return goList({ category: link.id ?? "", title: link.title });
    case "topic":
      return go(`/page/topic/index?id=${link.id}`);
    case "coupons":
      return go("/coupon/center/index");
    case "promoter":
      return go("/promoter/center/index");
    case "search":
      return link.title === "" ? go("/catalog/search/index") : goList({ q: link.title });
  }
}
