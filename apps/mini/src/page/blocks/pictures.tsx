import type { ShownOf } from "@banyan/contract";
import { View } from "@tarojs/components";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { follow } from "./follow.ts";
import { keyed } from "./keys.ts";

/** Width ÷ height of one picture. */
export const PICTURE_RATIO = { square: 1, wide: 750 / 360, strip: 750 / 200, tall: 3 / 4 } as const;

type Block = ShownOf<"picture">;

/** One, two or three pictures in a row, or one with places on it that lead somewhere. */
export function PictureBlock({ block }: { block: Block }) {
  const { pictures, areas, layout, rounded } = block;
  const ratio = PICTURE_RATIO[block.ratio] ?? PICTURE_RATIO.wide;
  return (
    <View className={join("pb-pictures", rounded && "is-rounded")}>
      {keyed(pictures, ({ picture }) => picture).map(({ key, item: one }) => (
        <View key={key} className="pb-pictures__one">
          {one.link === null ? (
            <Picture src={one.picture} ratio={ratio} alt={one.alt} />
          ) : (
            <Tap role="link" label={one.alt === "" ? "查看" : one.alt} onTap={() => follow(one.link)}>
              <Picture src={one.picture} ratio={ratio} />
            </Tap>
          )}
          {layout === "areas" &&
            areas.map((area) => <Area key={`${area.x}-${area.y}-${area.w}-${area.h}`} area={area} />)}
        </View>
      ))}
    </View>
  );
}

function Area({ area: { x, y, w, h, link } }: { area: Block["areas"][number] }) {
  const place = { left: `${x}%`, top: `${y}%`, width: `${w}%`, height: `${h}%` };
  const label = link?.title === "" || link === null ? "查看" : link.title;
  return (
    <Tap className="pb-pictures__area" style={place} role="link" label={label} onTap={() => follow(link)} />
  );
}
