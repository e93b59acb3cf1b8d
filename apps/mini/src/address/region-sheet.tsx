import { ScrollView, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { ErrorState } from "@/design/empty/empty.tsx";
import { join } from "@/design/join.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { useLoad } from "@/http/use-load.ts";
import "./region-sheet.scss";
import type { Place, Region } from "./place.ts";
import { allRegions } from "./regions.ts";

interface Named {
  code: string;
  name: string;
}

/** Province, city and district side by side: each tap opens the next column, the last one closes the sheet. */
export function RegionSheet({
  open,
  value,
  onClose,
  onChoose,
}: {
  open: boolean;
  /** Code of the district that is chosen now. */
  value: string | null;
  onClose: () => void;
  onChoose: (place: Place) => void;
}) {
  const regions = useLoad(open ? "regions" : null, allRegions);
  return (
    <Sheet open={open} onClose={onClose} title="选择地区">
      <View className="regions">
        {regions.data !== null ? (
          <Columns regions={regions.data} value={value} onChoose={onChoose} />
        ) : regions.refusal !== null ? (
          <ErrorState refusal={regions.refusal} onRetry={() => void regions.reload()} />
        ) : (
          <Waiting />
        )}
      </View>
    </Sheet>
  );
}

function Columns({
  regions,
  value,
  onChoose,
}: {
  regions: readonly Region[];
  value: string | null;
  onChoose: (place: Place) => void;
}) {
  const [provinceCode, setProvince] = useState(value === null ? null : `${value.slice(0, 2)}0000`);
  const [cityCode, setCity] = useState<string | null>(null);
  const province = regions.find(({ code }) => code === provinceCode);
  const cities = province?.children ?? [];
  const city =
    cities.find(({ code }) => code === cityCode) ??
    cities.find(({ children }) => children.some(({ code }) => code === value)) ??
    (cities.length === 1 ? cities[0] : undefined);
  const choose = (district: Named) => {
    if (province === undefined || city === undefined) return;
    onChoose({ code: district.code, names: [province.name, city.name, district.name] });
  };
  return (
    <View className="regions__columns">
      <Column
        list={regions}
        chosen={provinceCode}
        onTap={({ code }) => {
          setProvince(code);
          setCity(null);
        }}
      />
      <Column
        key={provinceCode}
        list={cities}
        chosen={city?.code ?? null}
        hint={province === undefined ? "先选省份" : ""}
        onTap={({ code }) => setCity(code)}
      />
      <Column
        key={city?.code ?? `${provinceCode}-`}
        list={city?.children ?? []}
        chosen={value}
        hint={province !== undefined && city === undefined ? "再选城市" : ""}
        onTap={choose}
      />
    </View>
  );
}

/** One column, opened at what is chosen in it. */
function Column({
  list,
  chosen,
  hint = "",
  onTap,
}: {
  list: readonly Named[];
  chosen: string | null;
  hint?: string;
  onTap: (one: Named) => void;
}) {
  const [top, setTop] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where it opens; later taps must not move it
  useEffect(() => {
    const at = list.findIndex(({ code }) => code === chosen);
    if (at > 2) setTop(`region-${list[at - 2]?.code}`);
  }, []);
  return (
    <ScrollView className="regions__column" scrollY scrollIntoView={top}>
      {list.length === 0 && <View className="regions__hint">{hint}</View>}
      {list.map((one) => (
        <Tap
          key={one.code}
          id={`region-${one.code}`}
          className={join("regions__row", one.code === chosen && "is-on")}
          role="option"
          selected={one.code === chosen}
          onTap={() => onTap(one)}
        >
          {one.name}
        </Tap>
      ))}
    </ScrollView>
  );
}

function Waiting() {
  return (
    <View className="regions__columns">
      {["a", "b", "c"].map((column) => (
        <View key={column} className="regions__column">
          {[64, 48, 72, 56, 64, 50, 60].map((width, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones never move
            <View key={at} className="regions__row">
              <Bone w={`${width}%`} h={14} />
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}

/** The row of the form that opens the sheet reads as an input: its value, or what to do. */
export function RegionValue({ place, onTap }: { place: Place | null; onTap: () => void }) {
  return (
    <Tap className={join("regions__value", place === null && "is-empty")} label="选择所在地区" onTap={onTap}>
      {place === null ? "省 / 市 / 区" : place.names.join(" ")}
    </Tap>
  );
}

/** Another way in, where the person's own book is at hand. */
export function ImportRow({ busy, onTap }: { busy: boolean; onTap: () => void }) {
  return (
    <View className="regions__import">
      <Button text="使用微信里的收货地址" look="soft" icon="wechat" block busy={busy} onTap={onTap} />
    </View>
  );
}
