import { Empty, type EmptyProps } from "../design/empty/empty.tsx";
import { replaceWith } from "../navigation.ts";
import { useStanding } from "./standing.ts";

/** Nothing in a promoter's list; who is no promoter is shown the way to become one instead. */
export function PromoterEmpty(props: EmptyProps) {
  const standing = useStanding();
  if (standing === "none" || standing === "applied" || standing === "refused") {
    return (
      <Empty
        drawing="person"
        text="加入推广合作后，这里才有内容"
        note={standing === "applied" ? "您的申请正在审核" : "看看推广合作是什么、怎么开始"}
        action={{
          text: standing === "applied" ? "查看申请" : "了解推广合作",
          onTap: () => replaceWith("/promoter/apply/index"),
        }}
      />
    );
  }
  return <Empty {...props} />;
}
