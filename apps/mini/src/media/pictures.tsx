import { Text, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Dots } from "@/design/list/list-end.tsx";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import "./pictures.scss";
import type { PictureDesk, Shot } from "./use-pictures.ts";

/** The pictures that a person adds to what they write, with what is on its way and what did not arrive. */
export function Pictures({ desk }: { desk: PictureDesk }) {
  return (
    <View className="pictures">
      {desk.shots.map((shot) => (
        <View key={shot.key} className="pictures__cell">
          <View className="pictures__picture">
            <Picture src={shot.src} />
          </View>
          {shot.url === null && <Veil shot={shot} onRetry={() => desk.retry(shot.key)} />}
          <Tap className="pictures__remove" label="移除这张图片" onTap={() => desk.remove(shot.key)}>
            <View className="pictures__cross">
              <Icon name="close" size={12} />
            </View>
          </Tap>
        </View>
      ))}
      {desk.shots.length < desk.most && (
        <View className="pictures__cell">
          <Tap className="pictures__add" label="添加图片" onTap={desk.add}>
            <Icon name="camera" size={24} />
            <Text>{desk.shots.length === 0 ? "添加图片" : `${desk.shots.length}/${desk.most}`}</Text>
          </Tap>
        </View>
      )}
    </View>
  );
}

function Veil({ shot, onRetry }: { shot: Shot; onRetry: () => void }) {
  if (shot.failed) {
    return (
      <Tap className="pictures__veil" label="再传一次" onTap={onRetry}>
        <Icon name="warn" size={18} />
        <Text>重试</Text>
      </Tap>
    );
  }
  return (
    <View className="pictures__veil">
      {shot.percent > 0 && shot.percent < 100 ? <Text>{shot.percent}%</Text> : <Dots />}
    </View>
  );
}
