import { View } from "@tarojs/components";
import { Page } from "@/design/page/page.tsx";

export default function Placeholder() {
  return (
    <Page title="…">
      <View />
    </Page>
  );
}
