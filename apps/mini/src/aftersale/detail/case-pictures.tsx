import { View } from "@tarojs/components";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { useViewer } from "@/design/viewer/viewer.tsx";

/** The person's pictures; a tap shows one at full size. */
export function CasePictures({ pictures }: { pictures: readonly string[] }) {
  const { look, viewer } = useViewer();
  return (
    <View className="case-pictures">
      {pictures.map((picture, at) => (
        <Tap key={picture} className="case-pictures__one" label="查看大图" onTap={() => look(pictures, at)}>
          <Picture src={picture} />
        </Tap>
      ))}
      {viewer}
    </View>
  );
}
