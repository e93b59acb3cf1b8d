import { Text, View } from "@tarojs/components";
import { useRef, useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { Dots } from "@/design/list/list-end.tsx";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { choosePictures } from "@/http/choose-pictures.ts";
import { asRefusal } from "@/http/refusal.ts";
import { uploadPicture } from "@/http/upload.ts";

const MOST = 6;

interface Shot {
  key: number;
  /** null while it is on its way up. */
  url: string | null;
}

export interface PictureDesk {
  shots: readonly Shot[];
  urls: string[];
  uploading: boolean;
  add: () => void;
  remove: (key: number) => void;
}

/** Pictures that go up as they are chosen, so that sending the form never waits for them. */
export function usePictures(): PictureDesk {
  const [shots, setShots] = useState<readonly Shot[]>([]);
  const count = useRef(0);
  const remove = (key: number) => setShots((before) => before.filter((shot) => shot.key !== key));
  const upload = async (path: string) => {
    count.current += 1;
    const key = count.current;
    setShots((before) => [...before, { key, url: null }]);
    try {
      const { url } = await uploadPicture(path);
      setShots((before) => before.map((shot) => (shot.key === key ? { key, url } : shot)));
    } catch (thrown) {
      remove(key);
      toast(asRefusal(thrown).message, { mood: "bad" });
    }
  };
  const add = () => {
    void choosePictures(MOST - shots.length).then(async (paths) => {
      for (const path of paths) await upload(path);
    });
  };
  return {
    shots,
    urls: shots.flatMap(({ url }) => (url === null ? [] : [url])),
    uploading: shots.some(({ url }) => url === null),
    add,
    remove,
  };
}

/** Up to six pictures of what is wrong. */
export function Pictures({ pictures }: { pictures: PictureDesk }) {
  return (
    <View className="apply-pictures">
      {pictures.shots.map(({ key, url }) => (
        <View key={key} className="apply-pictures__cell">
          {url === null ? (
            <View className="apply-pictures__wait">
              <Dots />
            </View>
          ) : (
            <View className="apply-pictures__picture">
              <Picture src={url} />
            </View>
          )}
          <Tap className="apply-pictures__remove" label="移除这张图片" onTap={() => pictures.remove(key)}>
            <View className="apply-pictures__cross">
              <Icon name="close" size={12} />
            </View>
          </Tap>
        </View>
      ))}
      {pictures.shots.length < MOST && (
        <View className="apply-pictures__cell">
          <Tap className="apply-pictures__add" label="添加图片" onTap={pictures.add}>
            <Icon name="camera" size={24} />
            <Text>{pictures.shots.length === 0 ? "添加图片" : `${pictures.shots.length}/${MOST}`}</Text>
          </Tap>
        </View>
      )}
    </View>
  );
}
